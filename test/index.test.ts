import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { mount } from 'hono/mount';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDarkroom, Failure, render } from '../src/index.ts';
import { ask, close, listen } from './http/exchange.ts';

let folder = '';
let picture = new Uint8Array();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-library-'));
  picture = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  await writeFile(join(folder, 'a b.png'), picture);
});
afterAll(async () => rm(folder, { recursive: true }));

describe('createDarkroom', () => {
  it('answers below another app', async () => {
    const darkroom = createDarkroom({ origins: [folder] });
    const app = new Hono().get('/', (context) => context.text('mine')).all('/img/*', mount(darkroom.fetch));
    const server = createServer((incoming, outgoing) => {
      void getRequestListener(async (request, env) => app.fetch(request, env))(incoming, outgoing);
    });
    const port = await listen(server);
    try {
      expect((await ask(port, '/')).body.toString()).toBe('mine');
      const { status, headers } = await ask(port, '/img/c_fill%2Cw_50,h_50/a%20b.webp');
      expect([status, headers['content-type']]).toEqual([200, 'image/webp']);
    } finally {
      await close(server);
    }
  });

  it('needs no server at all', async () => {
    const darkroom = createDarkroom({ origins: [folder], clouds: [{ name: 'shop', keys: [] }] });
    const response = await darkroom.fetch(new Request('http://any/shop/image/upload/w_60/a%20b.png'));
    expect(response.status).toBe(200);
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 60, height: 40 });
  });

  it('lets what runs end when it is closed, and nothing begin', async () => {
    const darkroom = createDarkroom({ origins: [folder] });
    const request = (): Request => new Request('http://any/w_61/a%20b.png');
    const running = darkroom.fetch(request());
    await darkroom.close();
    expect((await running).status).toBe(200);
    expect((await darkroom.fetch(request())).status).toBe(503);
  });
});

describe('render', () => {
  it('takes bytes', async () => {
    const { bytes, ...facts } = await render(picture, 'c_fill,w_50,h_40/e_sepia', { format: 'webp' });
    expect(facts).toEqual({ contentType: 'image/webp', width: 50, height: 40 });
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 50, height: 40, format: 'webp' });
  });

  it('takes the path of a file, and writes its format when no other is asked for', async () => {
    expect(await render(join(folder, 'a b.png'), 'w_30')).toMatchObject({
      contentType: 'image/png',
      width: 30,
      height: 20,
    });
  });

  it('gives the input itself for an empty chain', async () => {
    expect(await render(picture, '')).toMatchObject({
      bytes: picture,
      contentType: 'image/png',
      width: 120,
      height: 80,
    });
  });

  it.each([
    ['w_abc', 'url.invalid-value'],
    ['l_logo', 'layer.not-found'],
    ['e_upscale', 'url.unsupported'],
    ['w_100000', 'output.too-large'],
  ])('refuses %s by its code', async (chain, code) => {
    const failure = await render(picture, chain).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code });
  });
});
