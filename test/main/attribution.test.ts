/** `DARKROOM_KEEP_ATTRIBUTION`: whose a picture is goes with it, unless a URL says otherwise. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDarkroom } from '../servers/darkroom.ts';

const creator = 'Zoe Whosepictureitis';
const device = 'Cameramaker';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-attribution-'));
  await mkdir(join(folder, 'originals'));
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#336699' } });
  const said = { IFD0: { Artist: creator, Make: device }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } };
  await writeFile(
    join(folder, 'originals', 'signed.jpg'),
    await picture.clone().jpeg().withExif(said).toBuffer(),
  );
  await writeFile(join(folder, 'originals', 'plain.jpg'), await picture.clone().jpeg().toBuffer());
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** What a server with this setting, and with the variants of those before it, answers to each path. */
const ask = async (setting: string, ...paths: readonly string[]): Promise<readonly string[]> => {
  const server = await startDarkroom({
    CLOUDINARY_URL: 'cloudinary://key:secret@demo',
    DARKROOM_DATA: folder,
    DARKROOM_KEEP_ATTRIBUTION: setting,
  });
  try {
    const answers: string[] = [];
    for (const path of paths) {
      const response = await fetch(`${server.base}/${path}`);
      expect(response.status).toBe(200);
      answers.push(Buffer.from(await response.arrayBuffer()).toString('latin1'));
    }
    return answers;
  } finally {
    await server.stop().catch(() => undefined); // the folder is ours to remove
  }
};

describe('attribution', () => {
  const paths = [
    'c_scale,w_30/signed.jpg',
    'c_scale,w_30/fl_force_strip/signed.jpg',
    'f_auto,q_auto/signed.jpg',
  ];

  it('goes with every picture where the setting says so, and is never mixed up with pictures without', async () => {
    for (const answer of await ask('off', ...paths)) expect(answer).not.toContain(creator);
    const [kept, stripped, auto] = await ask('on', ...paths);
    expect(kept).toContain(creator);
    expect(kept).not.toContain(device);
    expect(stripped).not.toContain(creator);
    expect(auto).toContain(creator);
    expect(auto).not.toContain(device);
    for (const answer of await ask('off', ...paths)) expect(answer).not.toContain(creator);
  });

  it('makes no difference to what says nothing', async () => {
    const own = 'f_auto,q_auto/plain.jpg';
    expect(await ask('on', own)).toEqual(await ask('off', own));
  });
});
