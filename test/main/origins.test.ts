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

const [moto] = s3Programs;
describe.skipIf(moto?.start === undefined)('a server in front of a bucket', () => {
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await moto!.start!();
  });
  afterEach(async () => s3.stop());

  it('develops what is there, and keeps showing it when the bucket is gone', async () => {
    const { endpoint, credentials } = s3;
    const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: 'pictures' }));
    await client.send(new PutObjectCommand({ Bucket: 'pictures', Key: 'in/dir/chart ü.png', Body: picture }));
    vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
    const get = await start({
      DARKROOM_ORIGINS: `s3://pictures/in?endpoint=${encodeURIComponent(endpoint)},file:${folder}`,
    });
    expect(await sizeOf(await get('/demo/image/upload/w_60/dir/chart%20%C3%BC.webp'))).toBe('webp 60x40');
    expect((await get('/demo/image/upload/w_60/dir/missing.png')).status).toBe(404);
    await s3.stop();
    expect((await get('/demo/image/upload/w_60/dir/chart%20%C3%BC.webp')).status).toBe(200);
    expect((await get('/demo/image/upload/w_90/dir/other.png')).status).toBe(502);
  });
});
