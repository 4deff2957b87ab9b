import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask, close, listen } from './exchange.ts';
import { createFakeApp } from './fake-app.ts';

const { server } = createFakeApp();
const unbuilt = createFakeApp({ reference: { cloud: 'demo', readScript: async () => undefined } }).server;
let port = 0;
let unbuiltPort = 0;

const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  ask(port, path, { headers });

describe('the reference over HTTP', () => {
  beforeAll(async () => {
    port = await listen(server);
    unbuiltPort = await listen(unbuilt);
  });
  afterAll(async () => {
    await close(server);
    await close(unbuilt);
  });

  it('is a page that may load pictures, its own script and its own style, and nothing else', async () => {
    const { status, headers, body } = await get('/_/reference');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(Number(headers['content-length'])).toBe(body.length);
  });

  it('names script and style after their content, and lets them be kept for good', async () => {
    const page = (await get('/_/reference')).body.toString();
    for (const [file, type] of [
      ['page.js', 'text/javascript; charset=utf-8'],
      ['page.css', 'text/css; charset=utf-8'],
    ] as const) {
      const address = page.match(new RegExp(`reference/${file}\\?[^"]+`))?.[0] ?? '';
      const { status, headers } = await get(`/_/${address}`);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe(type);
      expect(headers['cache-control']).toContain('immutable');
    }
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip;q=0.8, br;q=0', 'gzip', gunzipSync],
  ])('to a client that accepts %s comes as %s', async (accepted, encoding, decompress) => {
    const plain = await get('/_/reference');
    const { headers, body } = await get('/_/reference', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers.etag).not.toBe(plain.headers.etag);
    expect(body.length).toBeLessThan(plain.body.length / 5);
    expect(decompress(body).equals(plain.body)).toBe(true);
  });

  it('is not sent again to whoever has it', async () => {
    const { headers } = await get('/_/reference');
    const again = await get('/_/reference', { 'if-none-match': String(headers.etag) });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
    const other = await get('/_/reference', {
      'if-none-match': String(headers.etag),
      'accept-encoding': 'br',
    });
    expect(other.status).toBe(200);
  });

  it('tells HEAD its length alone', async () => {
    const { status, headers, body } = await ask(port, '/_/reference', { method: 'HEAD' });
    expect(status).toBe(200);
    expect(Number(headers['content-length'])).toBeGreaterThan(10_000);
    expect(body.length).toBe(0);
  });

  it.each([
    ['e_sepia', '../reference#e_sepia'],
    ['w', '../reference#w'],
    ['w_', '../reference#w'],
    ['$', '../reference#%24'],
  ])('leads from /_/reference/%s to its place on the page', async (name, location) => {
    const { status, headers } = await get(`/_/reference/${name}`);
    expect(status).toBe(302);
    expect(headers.location).toBe(location);
  });

  it.each(['e_nope', 'page', '%zz'])('knows no definition called %s', async (name) => {
    const { status } = await get(`/_/reference/${name}`);
    expect(status).toBe(404);
  });

  it('works without its script where that is not built, and says what to do', async () => {
    const page = await ask(unbuiltPort, '/_/reference');
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain('npm run build');
    const script = await ask(unbuiltPort, '/_/reference/page.js');
    expect(script.status).toBe(404);
  });
});
