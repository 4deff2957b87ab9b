import { describe, expect, it } from 'vitest';
import { createBench, parse } from '../service/fakes.ts';
import { ask, close, listen } from './exchange.ts';
import { createFakeApp } from './fake-app.ts';

describe('a thousand clients on one cold URL', () => {
  it('cost one look at the origin and one picture', async () => {
    const bench = createBench({ 'chart.png': 'png 30x20' });
    let release = (): void => {};
    bench.engine.gate = new Promise((resolve) => {
      release = resolve;
    });
    const clients = 1000;
    let waiting = 0;
    const { server } = createFakeApp({
      parse,
      deliver: async (url, signal) => {
        waiting += 1;
        if (waiting === clients) release();
        return bench.delivery.deliver(url, signal);
      },
      explain: bench.delivery.explain,
    });
    const port = await listen(server);
    const answers = await Promise.all(
      Array.from({ length: clients }, async () => ask(port, '/demo/image/upload/w_10/chart.png')),
    );
    await close(server);
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.etag}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(bench.origin.counts).toMatchObject({ opens: 1, reads: 1 });
    expect(bench.engine.counts.renders).toBe(1);
  });
});
