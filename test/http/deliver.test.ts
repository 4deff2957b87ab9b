import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Asking, close, listen } from './exchange.ts';
import { createFakeApp, fakeDelivered, pictureBytes } from './fake-app.ts';

const { server } = createFakeApp({
  deliver: async (url) => {
    const more = {
      '/attachment': { attachment: 'Größe.jpg' },
      '/private': {
        caching: {
          visibility: 'private' as const,
          maxAgeSeconds: 60,
          staleWhileRevalidateSeconds: 0,
          immutable: true,
        },
      },
    }[url.publicId];
    const delivered = fakeDelivered(url, more);
    if (url.publicId !== '/svg') return Promise.resolve(delivered);
    return Promise.resolve({ ...delivered, variant: { ...delivered.variant, contentType: 'image/svg+xml' } });
  },
});
let port = 0;
beforeAll(async () => {
  port = await listen(server);
});
afterAll(async () => close(server));

const get = async (headers: Asking['headers'] = {}, path = '/picture') => ask(port, path, { headers });

describe('a delivered picture', () => {
  it('has every header of the contract', async () => {
    const { status, headers, body } = await get();
    expect(status).toBe(200);
    expect(body.equals(Buffer.from(pictureBytes))).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '1000',
      etag: '"abc"',
      'last-modified': 'Mon, 06 May 2024 07:08:09 GMT',
      'cache-control': 'public, no-transform, max-age=3600, stale-while-revalidate=86400',
      'accept-ranges': 'bytes',
      'access-control-allow-origin': '*',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'surrogate-key': 'source1 source2',
      xkey: 'source1 source2',
    });
    expect(headers.vary).toBeUndefined();
    expect(headers['content-security-policy']).toBeUndefined();
    expect(headers['content-disposition']).toBeUndefined();
  });

  it('tells tier, timings and sizes as Cloudinary does', async () => {
    const { headers } = await get();
    expect(headers['server-timing']).toBe(
      String.raw`tier;desc="memory", render;dur=12.3, content-info;desc="width=640,height=480,bytes=1000,format=\"jpg\",owidth=1600,oheight=1200,obytes=4321,oformat=\"png\""`,
    );
  });

  it('answers HEAD with the headers of GET and nothing else', async () => {
    const answer = await get();
    const head = await ask(port, '/picture', { method: 'HEAD' });
    expect(head.body.length).toBe(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...answer.headers, date: '' });
  });

  it('locks a vector picture in', async () => {
    const { headers } = await get({}, '/svg');
    expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
  });

  it('names a download', async () => {
    const { headers } = await get({}, '/attachment');
    expect(headers['content-disposition']).toBe(
      'attachment; filename="Gr__e.jpg"; filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe.jpg',
    );
  });

  it('says private and immutable where that is so', async () => {
    const { headers } = await get({}, '/private');
    expect(headers['cache-control']).toBe('private, no-transform, max-age=60, immutable');
  });
});

describe('a conditional request', () => {
  it('gets 304 with what caches need and no body', async () => {
    const { status, headers, body } = await get({ 'if-none-match': '"x", W/"abc"' });
    expect([status, body.length]).toEqual([304, 0]);
    expect(headers).toMatchObject({
      etag: '"abc"',
      'cache-control': 'public, no-transform, max-age=3600, stale-while-revalidate=86400',
      'access-control-allow-origin': '*',
    });
    expect(headers['content-length']).toBeUndefined();
    expect(headers['content-type']).toBeUndefined();
  });

  it('gets 304 for an unchanged date', async () => {
    const { status } = await get({ 'if-modified-since': 'Mon, 06 May 2024 07:08:09 GMT' });
    expect(status).toBe(304);
  });

  it('gets 412 when it asks for something else', async () => {
    const { status, body } = await get({ 'if-match': '"x"' });
    expect(status).toBe(412);
    expect(JSON.parse(body.toString()).error.code).toBe('http.precondition-failed');
  });

  it('works with HEAD too', async () => {
    const { status } = await ask(port, '/picture', { method: 'HEAD', headers: { 'if-none-match': '"abc"' } });
    expect(status).toBe(304);
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-9', 'bytes 0-9/1000', 0, 10],
    ['bytes=990-', 'bytes 990-999/1000', 990, 1000],
    ['bytes=-3', 'bytes 997-999/1000', 997, 1000],
  ])('%s is 206', async (range, contentRange, from, to) => {
    const { status, headers, body } = await get({ range });
    expect(status).toBe(206);
    expect(headers).toMatchObject({
      'content-range': contentRange,
      'content-length': String(to - from),
      'content-type': 'image/jpeg',
      etag: '"abc"',
    });
    expect(body.equals(Buffer.from(pictureBytes.subarray(from, to)))).toBe(true);
  });

  it('outside is 416 with the length', async () => {
    const { status, headers } = await get({ range: 'bytes=1000-' });
    expect([status, headers['content-range']]).toEqual([416, 'bytes */1000']);
  });

  it.each(['bytes=0-1,3-4', 'lines=1-2', 'bytes=9-1'])('%s is ignored', async (range) => {
    const { status, body } = await get({ range });
    expect([status, body.length]).toEqual([200, 1000]);
  });

  it('counts only while If-Range holds', async () => {
    expect((await get({ range: 'bytes=0-1', 'if-range': '"abc"' })).status).toBe(206);
    expect((await get({ range: 'bytes=0-1', 'if-range': '"old"' })).status).toBe(200);
  });

  it('comes after preconditions', async () => {
    expect((await get({ range: 'bytes=0-1', 'if-none-match': '"abc"' })).status).toBe(304);
    expect((await get({ range: 'bytes=5000-', 'if-match': '"x"' })).status).toBe(412);
  });

  it('means nothing to HEAD', async () => {
    const { status, headers } = await ask(port, '/picture', {
      method: 'HEAD',
      headers: { range: 'bytes=0-1' },
    });
    expect([status, headers['content-length']]).toEqual([200, '1000']);
  });
});
