/** The whole server, told by its configuration where people and subjects are. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig, withCredentials } from '../../src/config.ts';
import { type Composed, compose } from '../../src/main/compose.ts';

let folder = '';
let server: Composed;

/** Red, with a green square of 40 pixels at 100, 60 and a blue one at 200, 20. */
const writePicture = async (file: string): Promise<void> => {
  const square = async (background: string): Promise<Buffer> =>
    sharp({ create: { width: 40, height: 40, channels: 3, background } })
      .png()
      .toBuffer();
  await sharp({ create: { width: 300, height: 200, channels: 3, background: 'red' } })
    .composite([
      { input: await square('lime'), left: 100, top: 60 },
      { input: await square('blue'), left: 200, top: 20 },
    ])
    .png()
    .toFile(file);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-coordinates-'));
  await writePicture(join(folder, 'squares.png'));
  const coordinates = {
    squares: { face_coordinates: '100,60,40,40', custom_coordinates: '200,20,40,40' },
  };
  const reading = readConfig({
    DARKROOM_ORIGINS: `file:${folder}`,
    DARKROOM_DATA: folder,
    DARKROOM_VARIANTS: 'memory:10mb',
    DARKROOM_CONFIG: JSON.stringify({ clouds: [{ name: 'demo', coordinates }] }),
  });
  if (!reading.ok) throw new Error(reading.faults.join());
  const { clouds } = withCredentials(reading.config);
  server = compose({ ...reading.config, clouds, workers: 0, log: { event: () => {} } });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

it.each([
  ['c_crop,g_face', [0, 255, 0]],
  ['c_crop,g_custom', [0, 0, 255]],
  ['c_crop,g_custom,w_60,h_60', [0, 0, 255]],
  ['c_crop,g_auto,w_60,h_60', [0, 0, 255]],
])('cuts %s by what it was told', async (chain, color) => {
  const answer = await server.fetch(new Request(`http://localhost/demo/image/upload/${chain}/squares.png`));
  expect(answer.status).toBe(200);
  const picture = sharp(await answer.arrayBuffer());
  const { width, height } = await picture.metadata();
  const { data } = await picture
    .extract({ left: width >> 1, top: height >> 1, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data].slice(0, 3)).toEqual(color);
  expect(server.load().detector.searches).toBe(0);
});
