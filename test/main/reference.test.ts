/** Every picture on the reference page, as a real server answers it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DarkroomServer, startDarkroom } from '../servers/darkroom.ts';

let server: DarkroomServer | undefined;
let base = '';

/** As many at a time as a browser asks for. */
const atOnce = 6;
const manyMs = 300_000;

/** Answers with something else than a picture on purpose. */
const information = '/fl_getinfo/';

beforeAll(async () => {
  server = await startDarkroom();
  ({ base } = server);
});
afterAll(async () => {
  await server?.stop();
});

const listPictures = async (): Promise<readonly string[]> => {
  const page = await (await fetch(`${base}/_/reference`)).text();
  const sources = [...page.matchAll(/<img [^>]*src="([^"]+)"/g)].map(([, source = '']) => source);
  const plain = sources.map((source) =>
    source.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code)),
  );
  return [...new Set(plain)];
};

it(
  'answers every picture on the page with a picture',
  async () => {
    const waiting = [...(await listPictures())];
    expect(waiting.length).toBeGreaterThan(200);
    const faults: string[] = [];
    const ask = async (): Promise<void> => {
      for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
        const response = await fetch(new URL(source, `${base}/_/reference`));
        const body = await response.arrayBuffer();
        const type = response.headers.get('content-type') ?? '';
        const isRight = source.includes(information) ? type.includes('json') : type.startsWith('image/');
        if (!response.ok || !isRight) {
          faults.push(`${source}: ${response.status} ${new TextDecoder().decode(body.slice(0, 300))}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, ask));
    expect(faults).toEqual([]);
  },
  manyMs,
);
