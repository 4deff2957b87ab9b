/**
 * `darkroom/vitest`: the matcher `toMatchGolden`, for tests that hold pictures against accepted ones.
 *
 * @example
 * ```ts
 * import 'darkroom/vitest';
 * import { render } from 'darkroom';
 * import { expect, it } from 'vitest';
 *
 * it('draws the product card', async () => {
 *   const { bytes } = await render(original, 'c_fill,w_400,h_300/e_sepia');
 *   await expect(bytes).toMatchGolden('product-card');
 * });
 * ```
 *
 * The first run fails, because there is no golden yet, and leaves the picture in `.failed/`. Look at it, then accept
 * it with `DARKROOM_GOLDEN=accept npx vitest run`, and commit `golden/product-card.png`. Keep `.failed/` out of git.
 */
import { expect } from 'vitest';
import { describeVerdict } from './vitest/describe-verdict.ts';
import { clearEvidence, judge, writeEvidence, writePng } from './vitest/golden.ts';
import { locateGolden } from './vitest/golden-files.ts';
import { readPicture } from './vitest/picture.ts';
import { readTolerance } from './vitest/tolerance.ts';

export type { DecodedPicture, Picture } from './vitest/picture.ts';

/** How `toMatchGolden` compares, and where it looks. */
export interface GoldenOptions {
  /** The most that any channel of any pixel may differ, of 255. Usually 2. */
  readonly maxDelta?: number;
  /** The most pixels that may differ at all, as a share of the picture. Usually 0.001, one in a thousand. */
  readonly changedRatio?: number;
  /** Why more than the usual is allowed: required for that. */
  readonly because?: string;
  /** The folder with the goldens, seen from the test file. Usually `golden`. */
  readonly folder?: string;
  /** Completes "to accept what is new, ..." where your project has its own way. */
  readonly advice?: string;
  /** A further line for the message of a failure. */
  readonly note?: string;
}

/** Every way in which a picture is compared with its golden; merged into vitest's own matchers. */
export interface GoldenMatchers {
  /**
   * Compares decoded pixels, never encoded bytes, with the picture `golden/<name>.png` beside the test file. Fails when
   * the size differs, when any channel differs by more than `maxDelta`, or when more than `changedRatio` of all pixels
   * differ at all. Colours count as far as their alpha shows them. Without a name the test's title is taken.
   *
   * A failure leaves `<name>.expected.png`, `.actual.png` and `.diff.png` in `.failed/` beside the test file. Nothing
   * is ever accepted unless the environment says `DARKROOM_GOLDEN=accept`.
   *
   * The received value is an encoded picture (`Uint8Array`) or `{ data, width, height, channels }`. Must be awaited.
   */
  toMatchGolden: (name?: string, options?: GoldenOptions) => Promise<void>;
}

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- merging wants vitest's own type parameter
  interface Matchers<T = any> extends GoldenMatchers {}
}

interface Outcome {
  readonly pass: boolean;
  readonly message: () => string;
}

// eslint-disable-next-line no-restricted-syntax -- whoever runs the tests says so; there is no configuration to hand down
const isAccepting = (): boolean => process.env['DARKROOM_GOLDEN'] === 'accept';

expect.extend({
  async toMatchGolden(received: unknown, name?: string, options: GoldenOptions = {}): Promise<Outcome> {
    const { testPath, currentTestName = '', isNot } = this;
    if (testPath === undefined) throw new TypeError('toMatchGolden: only a running test has goldens');
    const allowed = readTolerance(options);
    const actual = await readPicture(received);
    const test = { path: testPath, title: currentTestName };
    const { golden, failedStem } = locateGolden(test, name, options.folder);
    const verdict = await judge(golden, actual, allowed);
    if (isNot) {
      // A missing golden is not a different one: `.not` must not pass by accident.
      const pass = verdict.kind === 'same' || verdict.kind === 'missing';
      return { pass, message: () => `The picture should differ from its golden ${golden}, which must exist` };
    }
    if (verdict.kind === 'same' || isAccepting()) {
      if (verdict.kind !== 'same') await writePng(golden, actual);
      await clearEvidence(failedStem);
      return { pass: true, message: () => '' };
    }
    const evidence = await writeEvidence(failedStem, actual, verdict, allowed);
    const message = describeVerdict(golden, actual, { verdict, allowed, evidence }, options);
    return { pass: false, message: () => message };
  },
});
