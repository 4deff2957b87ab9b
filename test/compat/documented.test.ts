/**
 * The chains that Cloudinary's reference shows, each asked of a real server, with bundled pictures in the place of those
 * that it names. Every one develops, or is refused by name for what we do not mean to do. Skipped where the list is not
 * at hand.
 */
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLayerRefs } from '../../src/plan/layer-refs.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { ask } from '../http/exchange.ts';
import { type DarkroomServer, startDarkroom } from '../servers/darkroom.ts';

const list = '../shared/conformance/documented.txt';
const fixtures = 'fixtures/originals';
const chains = existsSync(list)
  ? (await readFile(list, 'utf8')).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  : [];

/** Why a documented chain may be refused. */
const reasons: readonly RegExp[] = [
  /needs? an AI model/u,
  /add-on/u,
  /3-D models/u,
  /is for videos/u,
  /clipping path/u,
  /index of assets/u,
  /not to what is in the picture/u, // e_zoompan towards an object
  /custom functions/u,
  /documents/u,
  /provenance/u,
  /^Unknown transformation /u, // named ones, which are everybody's own
  /^Invalid page in transformation: \d+ \(expected 1/u, // the page of another original
  /is not allowed/u, // fetching from elsewhere
  /reaches beyond the image/u, // what fl_text_disallow_overflow is for
  /e_dropshadow needs/u, // something that is cut out
];

const originals = new Map([
  ['.cube', 'warm.cube'],
  ['.3dl', 'warm.cube'],
]);

/** Puts something where the chain says that a layer is. */
const provideLayers = async (chain: string, folder: string): Promise<void> => {
  const refs = findLayerRefs(unwrap(parseChain(chain, { maxComponents: 100 })), { maxLayers: 20 });
  for (const { kind, publicId, type, format } of unwrap(refs)) {
    if (type === 'fetch') continue;
    const name = kind === 'file' ? publicId : `${publicId}.${format ?? 'png'}`;
    const target = join(folder, name);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(fixtures, originals.get(extname(name)) ?? 'logo.png'), target);
  }
};

describe.skipIf(chains.length === 0)('the chains of the reference', () => {
  let held = '';
  let server: DarkroomServer | undefined;
  let port = 0;

  beforeAll(async () => {
    held = await mkdtemp(join(tmpdir(), 'darkroom-documented-'));
    await copyFile(join(fixtures, 'landscape.jpg'), join(held, 'sample.jpg'));
    await Promise.all(chains.map(async (chain) => provideLayers(chain, held)));
    server = await startDarkroom({
      DARKROOM_ORIGINS: `file:${held}`,
      DARKROOM_RENDER_TIMEOUT_MS: '60000',
      CLOUDINARY_URL: 'cloudinary://key:secret@demo',
    });
    ({ port } = server);
  });
  afterAll(async () => {
    await server?.stop();
    await rm(held, { recursive: true });
  });

  it.each(chains)('%s', async (chain) => {
    const { status, headers } = await ask(port, `/demo/image/upload/${encodeURI(decodeURI(chain))}/sample.jpg`);
    const said = String(headers['x-cld-error'] ?? '');
    if (status !== 200) expect([status, reasons.some((reason) => reason.test(said)) ? '' : said]).toEqual([400, '']);
  });
});
