import { v2 as cloudinary } from 'cloudinary';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/main.ts';
import { start } from '../cli/run.ts';
import { type Answer, ask } from '../http/exchange.ts';

const secret = 'a-secret';
let folder = '';
let originals = '';
let server: RunningServer | undefined;
let port = 0;

const draw = async (name: string, width = 120, height = 80): Promise<void> => {
  const picture = sharp({ create: { width, height, channels: 3, background: '#336699' } });
  await picture.png().toFile(join(originals, name));
};

const settings = (): Record<string, string> => ({
  PORT: '0',
  LOG_LEVEL: 'silent',
  DARKROOM_DATA: join(folder, 'data'),
  DARKROOM_ORIGINS: `file:${originals}`,
  CLOUDINARY_URL: `cloudinary://key:${secret}@demo`,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-server-'));
  originals = join(folder, 'originals');
  await mkdir(join(originals, 'dir/sub'), { recursive: true });
  await draw('chart.png');
  await draw('dir/sub/chart.png');
  await draw('Größe 漢字 & plus+1#2.png');
  await draw('wide.png', 1500, 1500);
  await writeFile(join(originals, 'notimage.jpg'), 'this is text');
  await writeFile(
    join(originals, 'vector.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><script>1</script><rect width="40" height="30"/></svg>',
  );
  const reading = readConfig(settings());
  if (!reading.ok) throw new Error(reading.faults.join());
  server = await startServer(reading.config);
  port = Number(/:(\d+)$/m.exec(server.greeting)?.[1]);
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

const upload = '/demo/image/upload';

describe('a running server', () => {
  it('greets with address, cloud, key and a URL to try', () => {
    expect(server?.greeting.split('\n')).toEqual([
      `Darkroom at http://127.0.0.1:${port}`,
      '  cloud   demo',
      '  key     key (its secret is in CLOUDINARY_URL)',
      `  try     http://127.0.0.1:${port}/demo/image/upload/c_fill,w_300,h_300/NAME.jpg`,
    ]);
  });

  it('is alive and ready', async () => {
    expect((await ask(port, '/healthz')).status).toBe(200);
    const { status, body } = await ask(port, '/readyz');
    expect([status, JSON.parse(body.toString()).checks]).toEqual([
      200,
      { origin: 'ok', store: 'ok', render: 'ok', fonts: 'ok' },
    ]);
  });

  it('develops once and remembers', async () => {
    const miss = await ask(port, `${upload}/c_fill,w_50,h_50/e_grayscale/chart.webp`);
    const hit = await ask(port, `${upload}/h_50,c_fill,w_50/e_grayscale/chart.webp`);
    expect([miss.status, miss.headers['content-type']]).toEqual([200, 'image/webp']);
    expect(await sharp(miss.body).metadata()).toMatchObject({ width: 50, height: 50, format: 'webp' });
    expect(miss.headers['server-timing']).toMatch(
      /^tier;desc="miss", .*render;dur=[\d.]+.*owidth=120,oheight=80/,
    );
    expect(hit.headers['server-timing']).toMatch(/^tier;desc="memory"/);
    expect(hit.headers.etag).toBe(miss.headers.etag);
    expect(hit.body.equals(miss.body)).toBe(true);
  });

  it('answers HEAD as GET, a known ETag with 304, a part with 206 and no part with 416', async () => {
    const path = `${upload}/w_60/chart.png`;
    const get = await ask(port, path);
    const comparable = ({ headers }: Answer) => ({ ...headers, date: '', 'server-timing': '' });
    const head = await ask(port, path, { method: 'HEAD' });
    expect(comparable(head)).toEqual(comparable(get));
    expect((await ask(port, path, { headers: { 'if-none-match': get.headers.etag ?? '' } })).status).toBe(
      304,
    );
    const part = await ask(port, path, { headers: { range: 'bytes=5-9' } });
    expect([part.status, part.body]).toEqual([206, get.body.subarray(5, 10)]);
    expect((await ask(port, path, { headers: { range: 'bytes=99999999-' } })).status).toBe(416);
  });

  it('locks a vector picture in', async () => {
    const { headers, body } = await ask(port, `${upload}/vector.svg`);
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
    expect(body.toString()).not.toContain('script');
  });

  it('offers a download under the name that is asked for', async () => {
    const { headers } = await ask(port, `${upload}/fl_attachment:my_file,w_10/chart.png`);
    expect(headers['content-disposition']).toBe('attachment; filename="my_file.png"');
  });

  it.each([
    [`${upload}/w_abc/chart.png`, 400, 'url.invalid-value'],
    [`${upload}/e_nosuch/chart.png`, 400, undefined],
    [`${upload}/w_100/missing.png`, 404, 'source.not-found'],
    [`${upload}/w_100/notimage.jpg`, 415, 'source.not-an-image'],
    [`${upload}/w_100000/chart.png`, 400, 'output.too-large'],
    ['/nosuch/image/upload/w_100/chart.png', 404, 'url.unknown-cloud'],
    [`${upload}/s--AAAAAAAA--/w_100/chart.png`, 401, 'auth.signature-mismatch'],
    ['/demo/image/authenticated/w_100/chart.png', 401, 'auth.signature-required'],
    ['/demo/image/fetch/w_100/http://127.0.0.1:1/x.png', 403, 'auth.host-not-allowed'],
    [`${upload}/w_100/%2e%2e/%2e%2e/etc/passwd`, undefined, undefined],
    [`${upload}/w_100/%zz.png`, 400, 'url.malformed'],
    [`${upload}/w_100/chart.png%00.jpg`, 400, 'url.malformed'],
    [`${upload}/${'w_10/'.repeat(41)}chart.png`, 400, 'url.too-many-components'],
    ['/_/nothing', 404, 'http.not-found'],
    ['/v1_1/demo/image/upload', 404, 'http.not-found'],
    ['/metrics', 404, 'http.not-found'],
  ])('refuses %s', async (path, status, code) => {
    const answer = await ask(port, path);
    const { error } = JSON.parse(answer.body.toString());
    expect(answer.status).toBe(status ?? answer.status);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(error.code).toBe(code ?? error.code);
    expect(answer.headers['x-cld-error']).toBeTruthy();
  });

  it('explains what it would do', async () => {
    const { status, body } = await ask(port, `/_/explain${upload}/c_fill,w_50,h_50/chart.png`);
    expect([status, JSON.parse(body.toString()).result]).toMatchObject([200, { width: 50, height: 50 }]);
  });
});

describe('URLs of the official SDK', () => {
  const urlOf = (publicId: string, options: Record<string, unknown> = {}): string => {
    cloudinary.config({ cloud_name: 'demo', api_key: 'key', api_secret: secret });
    return new URL(cloudinary.url(publicId, { secure: false, cname: `127.0.0.1:${port}`, ...options })).href;
  };

  it.each<[string, string, Record<string, unknown>]>([
    ['plain', 'chart.png', { width: 50, crop: 'scale' }],
    ['in a folder, with the version that SDKs add', 'dir/sub/chart.png', { width: 50, crop: 'scale' }],
    ['with characters of the world', 'Größe 漢字 & plus+1#2.png', { width: 50, crop: 'scale' }],
    ['signed', 'chart.png', { width: 50, crop: 'scale', sign_url: true }],
    ['signed at length', 'chart.png', { width: 50, crop: 'scale', sign_url: true, long_url_signature: true }],
    [
      'signed with SHA-256',
      'chart.png',
      { width: 50, crop: 'scale', sign_url: true, signature_algorithm: 'sha256' },
    ],
    ['signed, of the world', 'Größe 漢字 & plus+1#2.png', { width: 50, crop: 'scale', sign_url: true }],
    ['for search engines', 'chart', { width: 50, crop: 'scale', url_suffix: 'a-nice-name', format: 'png' }],
    ['short', 'chart.png', { width: 50, crop: 'scale', shorten: true }],
    ['without the type', 'chart.png', { width: 50, crop: 'scale', use_root_path: true }],
    [
      'of a chain',
      'chart.png',
      {
        transformation: [
          { width: 80, height: 80, crop: 'fill' },
          { width: 50, effect: 'sepia:40' },
        ],
      },
    ],
    ['in another format', 'chart', { width: 50, crop: 'scale', format: 'webp' }],
    ['private', 'chart.png', { width: 50, crop: 'scale', type: 'private', sign_url: true }],
  ])('are answered: %s', async (_, publicId, options) => {
    const response = await fetch(urlOf(publicId, options));
    expect([response.status, response.headers.get('x-cld-error')]).toEqual([200, null]);
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 50 });
  });
});

/** The first line of what a child prints, with the port in it. */
const portOfChild = async (child: ReturnType<typeof start>): Promise<number> => {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const found = /^Darkroom at http:\/\/127\.0\.0\.1:(\d+)$/m.exec(text)?.[1];
    if (found !== undefined) return Number(found);
  }
  throw new Error(`No greeting: ${text}`);
};

describe('a server that is told to end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s finishes what it does, and then does end',
    async (signal) => {
      const child = start(['serve'], settings());
      const childPort = await portOfChild(child);
      const agent = new Agent({ keepAlive: true });
      const idle = request({ port: childPort, path: '/healthz', agent }).end();
      const [idleResponse] = (await once(idle, 'response')) as [IncomingMessage];
      await idleResponse.resume().toArray(); // and the connection stays open
      const running = ask(childPort, `${upload}/e_blur:800/e_sharpen/a_30/wide.avif`);
      await ask(childPort, '/healthz'); // what came before it on another connection has arrived by now
      child.kill(signal);
      const [exit, answer] = await Promise.all([once(child, 'exit'), running]);
      expect(exit).toEqual([0, null]);
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/avif']);
      expect(answer.body.length).toBe(Number(answer.headers['content-length']));
      agent.destroy();
    },
  );

  it('says in one line that its port is taken', async () => {
    const child = start(['serve'], { ...settings(), PORT: String(port) });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr).toBe(`darkroom: port ${port} of 127.0.0.1 is taken; PORT chooses another\n`);
  });

  it('lists every fault of its environment before it starts', async () => {
    const child = start(['serve'], { ...settings(), PORT: 'x', DARKROOM_REDIS_URL: 'redis://r' });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr.split('\n')).toHaveLength(4);
  });
});
