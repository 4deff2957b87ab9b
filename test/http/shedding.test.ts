import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../src/http/node-listener.ts';
import { createShedding } from '../../src/http/shedding.ts';
import { createBench, parse } from '../service/fakes.ts';
import { settle } from '../service/settle.ts';
import { type Answer, ask, type Asking, close, listen } from './exchange.ts';
import { createFakeApp } from './fake-app.ts';

const upload = '/demo/image/upload';
const files = { 'chart.png': 'png 30x20', 'text.txt': 'text' };

/** The same use cases behind two servers, one of which sheds; one picture at a time, and nobody may wait. */
const start = async () => {
  const bench = createBench(files, { renderSlots: 1, maxWaitingRenders: 0 });
  const { delivery } = bench;
  const { fetch } = createFakeApp({ ...delivery, parse });
  const shedding = createShedding({ ...delivery, parse });
  let shed = 0;
  const answer: typeof shedding.answer = (incoming, outgoing) =>
    shedding.answer(incoming, outgoing)?.then((isAnswered) => {
      if (isAnswered) shed += 1;
      return isAnswered;
    });
  const servers = { short: createHttpServer(fetch, { shedding: { answer } }), long: createHttpServer(fetch) };
  const ports = { short: await listen(servers.short), long: await listen(servers.long) };
  return {
    ...bench,
    shed: () => shed,
    ask: async (path: string, asking?: Asking) => ask(ports.short, path, asking),
    askLong: async (path: string, asking?: Asking) => ask(ports.long, path, asking),
    end: async () => Promise.all(Object.values(servers).map(close)),
  };
};

let site: Awaited<ReturnType<typeof start>>;
let finish: () => void;
let first: Promise<Answer>;

/** One picture is kept, and another is being made for as long as the test likes: there is no place. */
beforeEach(async () => {
  site = await start();
  await site.ask(`${upload}/w_1/chart.png`);
  let begun: () => void;
  const rendering = new Promise<void>((resolve) => {
    begun = resolve;
  });
  site.engine.onRender = () => begun();
  site.engine.gate = new Promise((resolve) => {
    finish = resolve;
  });
  first = site.ask(`${upload}/w_2/chart.png`);
  await rendering;
});
afterEach(async () => {
  finish();
  await first;
  await site.end();
});

const comparable = ({ status, headers: { date: _date, ...headers }, body }: Answer) => ({
  status,
  headers,
  body: body.toString(),
});

describe('shedding', () => {
  it.each(['GET', 'HEAD'])('tells %s that there is no place, just as the long way does', async (method) => {
    const shed = await site.ask(`${upload}/w_3/chart.png`, { method });
    expect(site.shed()).toBe(1);
    expect(shed).toMatchObject({ status: 503, headers: { 'retry-after': '2', 'cache-control': 'no-store' } });
    expect(comparable(shed)).toEqual(comparable(await site.askLong(`${upload}/w_4/chart.png`, { method })));
    expect(site.delivery.load().cheap.refused).toBe(2);
    expect(site.origin.counts.finds).toBe(2); // the two pictures that were made
  });

  it('refuses nothing that is kept, however it is spelled, fresh or not', async () => {
    const kept = await site.ask(`${upload}/w_1/chart.png`);
    expect([kept.status, kept.body.toString()]).toEqual([200, expect.stringContaining('png')]);
    expect((await site.ask('/w_1/chart.png')).status).toBe(200);
    const headers = { 'If-None-Match': kept.headers.etag ?? '' };
    expect((await site.ask(`${upload}/w_1/chart.png`, { headers })).status).toBe(304);
    site.clock.now += 3_600_000;
    expect((await site.ask(`${upload}/w_1/chart.png`)).status).toBe(200);
    expect(site.shed()).toBe(0);
  });

  it('lets those wait who ask for what is being made', async () => {
    const second = site.ask(`${upload}/w_2/chart.png`);
    await settle();
    finish();
    const answers = await Promise.all([first, second]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(site.engine.counts.renders).toBe(2);
  });

  it('leaves alone what is no picture, and what is wrong', async () => {
    const statusOf = async (path: string, asking?: Asking): Promise<number> =>
      (await site.ask(path, asking)).status;
    expect(await statusOf('/')).toBe(200);
    expect(await statusOf('/healthz')).toBe(200);
    expect(await statusOf('/healthz?w_3')).toBe(200);
    expect(await statusOf('/_/reference')).toBe(200);
    expect(await statusOf('/demo/raw/upload/text.txt')).toBe(200);
    expect(await statusOf(`${upload}/w_none/chart.png`)).toBe(400);
    expect(await statusOf('/demo/image/authenticated/w_3/chart.png')).toBe(401);
    expect(await statusOf(`${upload}/w_3/${'x'.repeat(9000)}.png`)).toBe(414);
    expect(await statusOf(`${upload}/w_3/chart.png`, { method: 'DELETE' })).toBe(405);
    expect(site.shed()).toBe(0);
  });

  it('ends as soon as there is a place again', async () => {
    expect((await site.ask(`${upload}/w_3/chart.png`)).status).toBe(503);
    finish();
    await first;
    expect((await site.ask(`${upload}/w_3/chart.png`)).status).toBe(200);
  });
});
