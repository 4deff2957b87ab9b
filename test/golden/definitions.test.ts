/** Every example of every definition, rendered by the real engine, is the picture that was looked at and accepted. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { vipsVersion } from '../../src/pixel/raster.ts';
import '../../src/vitest.ts';
import {
  describeVersions,
  goldenExamples,
  goldenFolder,
  listGoldens,
  readRecordedVips,
  renderExample,
} from './examples.ts';

const widestGolden = 320;
const note = describeVersions(readRecordedVips());

/** The first field of a PNG's first chunk, https://www.w3.org/TR/png-3/#11IHDR. */
const pngWidth = (png: Uint8Array): number => new DataView(png.buffer, png.byteOffset).getUint32(16);

describe('goldens', () => {
  it.each(goldenExamples)('$chain of $of is as accepted ($name)', async (example) => {
    const { name, tolerance } = example;
    await expect(await renderExample(example)).toMatchGolden(name, {
      ...tolerance,
      folder: goldenFolder,
      advice: `run \`npm run golden -- accept ${name}\``,
      ...(note !== undefined && { note }),
    });
  });

  it('belong to an example, every one of them', async () => {
    const names = goldenExamples.map(({ name }) => name);
    const stale = (await listGoldens()).filter((name) => !names.includes(name));
    expect(stale, 'stale goldens; `npm run golden -- accept` removes them').toEqual([]);
  });

  it('have names of their own', () => {
    const names = goldenExamples.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('are small', async () => {
    for (const name of await listGoldens()) {
      const png = await readFile(path.join(goldenFolder, `${name}.png`));
      expect(pngWidth(png), name).toBeLessThanOrEqual(widestGolden);
    }
  });

  it('say which libvips they were accepted with', () => {
    expect(readRecordedVips()).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  it('explain a difference by another libvips where there is one', () => {
    expect(describeVersions(vipsVersion)).toBeUndefined();
    expect(describeVersions('1.2.3')).toMatch(/accepted with libvips 1\.2\.3; this is libvips/u);
  });
});
