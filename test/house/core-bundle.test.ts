/** The pure core runs in a CDN worker: bundles it for a neutral platform, and keeps it small enough for one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleCore } from '../../scripts/bundle-core.ts';
import type { Facts } from '../../src/ops/facts.ts';
import { planChain } from '../../src/plan/plan-chain.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { definitions } from '../../src/params/index.ts';
import { unwrap } from '../../src/result.ts';

/** See docs/decisions/0004-size-of-the-core.md. */
const ceilingBytes = 176 * 1024;
const limits = { maxComponents: 40 };
const facts: Facts = {
  format: 'png',
  storedWidth: 600,
  storedHeight: 400,
  orientation: 1,
  pages: 1,
  alpha: true,
  bytes: 1,
};
const wanted = { maxOutputSide: 8192, maxLayers: 20, maxFrames: 300, maxFramePixels: 250_000_000 };

describe('the pure core', () => {
  let bundle = '';
  beforeAll(async () => {
    bundle = await bundleCore();
  });

  it('bundles for a platform that has no Node, in less than 176 KB minified', () => {
    expect(new TextEncoder().encode(bundle).byteLength).toBeLessThan(ceilingBytes);
    expect(bundle).not.toMatch(/\bimport\b\s*[{*"']/u);
  });

  it('plans in the bundle what it plans here', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'darkroom-core-'));
    const file = path.join(folder, 'core.mjs');
    await writeFile(file, bundle);
    const core = (await import(pathToFileURL(file).href)) as {
      parseChain: typeof parseChain;
      planChain: typeof planChain;
    };
    for (const { chain } of definitions.flatMap(({ examples }) => examples)) {
      const here = planChain(unwrap(parseChain(chain, limits)), facts, wanted);
      expect(core.planChain(unwrap(core.parseChain(chain, limits)), facts, wanted)).toEqual(here);
    }
    await rm(folder, { recursive: true });
  });
});
