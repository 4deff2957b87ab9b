/** A whole server in front of other servers: a web server, a bucket, and addresses that are fetched. */
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/main.ts';
import { type Answer, ask } from '../http/exchange.ts';
import { until } from '../pixel/workers/running-engine.ts';
import { type Exchange, type Proxy, startProxy } from '../servers/proxy.ts';
import { s3Programs, type S3Server } from '../servers/s3.ts';
import { startWeb, type WebServer } from '../servers/web.ts';

let folder = '';
let server: RunningServer | undefined;
let web: WebServer;
let picture: Buffer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-origins-'));
  picture = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  web = await startWeb();
  web.behave = (asked, answer) => {
    if (asked.url !== '/base/dir/chart.png') return false;
    if (asked.headers['if-none-match'] === '"one"') answer.writeHead(304, { etag: '"one"' }).end();
    else answer.writeHead(200, { etag: '"one"', 'content-length': picture.length }).end(picture);
    return true;
  };
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await web.close();
  await rm(folder, { recursive: true });
});

const start = async (env: Readonly<Record<string, string>>): Promise<(path: string) => Promise<Answer>> => {
  const reading = readConfig({ PORT: '0', LOG_LEVEL: 'silent', DARKROOM_DATA: join(folder, 'data'), ...env });
  if (!reading.ok) throw new Error(reading.faults.join());
  server = await startServer(reading.config);
  const port = Number(/:(\d+)$/m.exec(server.greeting)?.[1]);
  web.asked.length = 0;
  return async (path) => ask(port, path);
};

const sizeOf = async ({ status, headers, body }: Answer): Promise<string> => {
  if (status !== 200) return `${status} ${String(headers['x-cld-error'])}`;
  const { width, height, format } = await sharp(body).metadata();
  return `${format} ${width}x${height}`;
};

/** 12 MP with grain, and more than may cross to a worker through the pipe. */
const drawCameraPicture = async (): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  return sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#336699', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
};

describe('a server in front of a web server', () => {
  it('develops what is there, with one request for many who want it', async () => {
    const get = await start({ DARKROOM_ORIGINS: web.base });
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => get('/demo/image/upload/w_60/dir/chart.png')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await sizeOf(answers[0]!)).toBe('png 60x40');
    expect(await sizeOf(await get('/demo/image/upload/w_30/dir/chart.png'))).toBe('png 30x20');
    expect(web.asked.map(({ path }) => path)).toEqual(['/base/dir/chart.png']);
  });

  it('finds a picture by another extension, and says what is missing', async () => {
    const get = await start({ DARKROOM_ORIGINS: web.base });
    expect(await sizeOf(await get('/demo/image/upload/dir/chart.webp'))).toBe('webp 120x80');
    expect((await get('/demo/image/upload/dir/other.webp')).status).toBe(404);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('answers 502 for what it never had, when that is down', async () => {
    const get = await start({ DARKROOM_ORIGINS: web.base });
    await web.close();
    expect((await get('/demo/image/upload/w_60/dir/chart.png')).status).toBe(502);
    expect((await get('/readyz')).status).toBe(503);
  });

  it('asks it for nothing that is refused, however long it takes to answer', async () => {
    const get = await start({ DARKROOM_ORIGINS: web.base, DARKROOM_WORKERS: '1', DARKROOM_QUEUE: '4' });
    const held: (() => void)[] = [];
    web.behave = (_, answer) => {
      const etag = `"${held.length}"`;
      held.push(() => answer.writeHead(200, { etag, 'content-length': picture.length }).end(picture));
      return true;
    };
    let refused = 0;
    const burst = Array.from({ length: 40 }, async (_, index) => {
      const { status } = await get(`/demo/image/upload/w_60/${index}.png`);
      if (status === 503) refused += 1;
      return status;
    });
    await until(() => refused === 35 && held.length === 5);
    for (const answer of held) answer();
    const statuses = await Promise.all(burst);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(web.asked).toHaveLength(5);
  });

  it('fetches from its host by address, and from no other', async () => {
    const get = await start({
      DARKROOM_ORIGINS: `file:${folder}`,
      DARKROOM_FETCH_ALLOW: `127.0.0.1:${web.port}`,
    });
    expect(await sizeOf(await get(`/demo/image/fetch/w_60/${web.base}dir/chart.png`))).toBe('png 60x40');
    for (const address of [
      'http://127.0.0.1:1/a.png',
      'http://169.254.169.254/latest',
      'http://localhost/a.png',
    ]) {
      const { status, headers } = await get(`/demo/image/fetch/w_60/${address}`);
      expect([status, headers['x-cld-error']]).toEqual([
        403,
        expect.stringContaining('The host is not allowed'),
      ]);
    }
  });
});

describe.each(s3Programs)('a server in front of a bucket of $name', ({ start: startS3 }) => {
  describe.skipIf(startS3 === undefined)(startS3 === undefined ? 'is not installed' : '', () => {
    let s3: S3Server;
    let proxy: Proxy;
    let client: S3Client;
    beforeEach(async () => {
      s3 = await startS3!();
      proxy = await startProxy(Number(new URL(s3.endpoint).port));
      const { endpoint, credentials } = s3;
      client = new S3Client({
        ...{ endpoint, credentials },
        region: 'us-east-1',
        forcePathStyle: true,
        requestChecksumCalculation: 'WHEN_REQUIRED',
      });
      await client.send(new CreateBucketCommand({ Bucket: 'pictures' }));
      vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
    });
    afterEach(async () => {
      await proxy.close();
      await s3.stop();
    });

    const put = async (key: string, body: Buffer): Promise<void> => {
      await client.send(new PutObjectCommand({ Bucket: 'pictures', Key: key, Body: body }));
    };
    const exchangesSince = (count: number): readonly Exchange[] => proxy.exchanges.slice(count);
    const bucket = (): string =>
      `s3://pictures/in?endpoint=${encodeURIComponent(`http://127.0.0.1:${proxy.port}`)}`;

    it('develops what is there, and keeps showing it when the bucket is gone', async () => {
      await put('in/dir/chart ü.png', picture);
      const get = await start({ DARKROOM_ORIGINS: `${bucket()},file:${folder}` });
      expect(await sizeOf(await get('/demo/image/upload/w_60/dir/chart%20%C3%BC.webp'))).toBe('webp 60x40');
      expect((await get('/demo/image/upload/w_60/dir/missing.png')).status).toBe(404);
      await proxy.close();
      expect((await get('/demo/image/upload/w_60/dir/chart%20%C3%BC.webp')).status).toBe(200);
      expect((await get('/demo/image/upload/w_90/dir/other.png')).status).toBe(502);
    });

    it('reads a camera picture once, whole, for all that is made of it', async () => {
      const camera = await drawCameraPicture();
      await put('in/dir/IMG_0001.jpg', camera);
      const get = await start({ DARKROOM_ORIGINS: bucket() });
      const before = proxy.exchanges.length; // it has looked for the pictures that it could show as examples
      const path = '/demo/image/upload/c_fill,w_300,h_200/dir/IMG_0001.jpg';
      const answers = await Promise.all(Array.from({ length: 20 }, async () => get(path)));
      expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.etag}`)).size).toBe(1);
      expect(await sizeOf(answers[0]!)).toBe('jpeg 300x200');
      expect(answers[0]?.headers['server-timing']).toContain(
        `owidth=4000,oheight=3000,obytes=${camera.length},oformat=`,
      );
      expect(exchangesSince(before)).toEqual([{ asked: 'GET', answered: `200 ${camera.length}` }]);

      expect(await sizeOf(await get('/demo/image/upload/c_scale,w_800/dir/IMG_0001.jpg'))).toBe(
        'jpeg 800x600',
      );
      expect((await get('/demo/image/upload/dir/IMG_0001.jpg')).body.equals(camera)).toBe(true);
      expect(exchangesSince(before)).toHaveLength(1);

      // A version that nobody has asked for yet makes us look again, and the ETag spares us the body.
      const again = await get('/demo/image/upload/c_fill,w_300,h_200/v2/dir/IMG_0001.jpg');
      expect(again.headers.etag).toBe(answers[0]?.headers.etag);
      expect(exchangesSince(before + 1)).toEqual([
        { asked: 'GET if-none-match', answered: expect.stringMatching(/^304/) },
      ]);
    });
  });
});
