/** Every example of every definition, where its golden lies, and how it is rendered. */
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { findLayerIn } from '../../src/cli/find-layer.ts';
import { defaultLimits } from '../../src/main/limits.ts';
import { definitions } from '../../src/params/index.ts';
import type { Example } from '../../src/params/define.ts';
import { createPixelEngine } from '../../src/pixel/engine.ts';
import { vipsVersion } from '../../src/pixel/raster.ts';
import type { Face, Landmarks } from '../../src/ops/face.ts';
import { createRender, type Render } from '../../src/render.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const originalsFolder = path.join(root, 'fixtures/originals');
export const goldenFolder = path.join(root, 'fixtures/golden');

export interface GoldenExample extends Example {
  /** `e_sepia/c_scale,w_200+e_sepia~50`: the golden's path without `.png`. */
  readonly name: string;
}

/** `/` and `:` are no part of file names everywhere; neither `+` nor `~` occurs in a chain. */
const toFileName = (chain: string): string => chain.replaceAll('/', '+').replaceAll(':', '~');

export const goldenExamples: readonly GoldenExample[] = definitions.flatMap(({ id, examples }) =>
  examples.map((example) => ({ ...example, name: `${id}/${toFileName(example.chain)}` })),
);

const findLayer = findLayerIn(originalsFolder);

interface KnownFaces {
  readonly faces: readonly Face[];
  readonly landmarks: readonly Landmarks[];
}

/** What the detector finds in the originals, found once: goldens are about what is made of it. */
const knownFaces = JSON.parse(readFileSync(path.join(root, 'fixtures/faces.json'), 'utf8')) as Readonly<
  Record<string, KnownFaces>
>;

const renderOf = (of: string): Render =>
  createRender({
    engine: createPixelEngine({ limits: defaultLimits }),
    limits: defaultLimits,
    findFaces: async (_image, { index }) => ({
      kind: 'faces',
      ...((index === 0 ? knownFaces[of] : undefined) ?? { faces: [], landmarks: [] }),
    }),
  });

/**
 * PNG unless the chain names a format, so that the comparison sees what was rendered and not what a codec lost. The
 * frames of an animation stand one under the other.
 */
export const renderExample = async ({ chain, of }: Example): Promise<Uint8Array> => {
  const original = await readFile(path.join(originalsFolder, of));
  const { bytes, contentType } = await renderOf(of)(original, chain, { format: 'png', findLayer });
  return contentType === 'image/webp' ? sharp(bytes, { animated: true }).png().toBuffer() : bytes;
};

/** Names of the goldens on disk, in the same form as those of the examples. */
export const listGoldens = async (): Promise<readonly string[]> => {
  const files = await readdir(goldenFolder, { recursive: true });
  return files
    .filter((file) => file.endsWith('.png'))
    .map((file) => file.slice(0, -'.png'.length).replaceAll('\\', '/'))
    .sort();
};

export const recordFile = path.join(goldenFolder, 'rendered-with.json');

/** The libvips with which the goldens were accepted; undefined before there are any. */
export const readRecordedVips = (): string | undefined => {
  try {
    const { vips } = JSON.parse(readFileSync(recordFile, 'utf8')) as { readonly vips: string };
    return vips;
  } catch {
    return undefined;
  }
};

/** Said by every failure after an upgrade, when small differences everywhere are to be expected. */
export const describeVersions = (recorded: string | undefined): string | undefined =>
  recorded === undefined || recorded === vipsVersion
    ? undefined
    : `The goldens were accepted with libvips ${recorded}; this is libvips ${vipsVersion}.`;
