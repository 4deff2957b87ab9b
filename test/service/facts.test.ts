import { describe, expect, it } from 'vitest';
import { hashSource } from '../../src/service/purge.ts';
import { createMemoryFacts } from '../../src/store/memory-facts.ts';
import { createBench, hashing, parse } from './fakes.ts';

const { signal } = new AbortController();

describe('what is known of an original', () => {
  it('is forgotten when it is purged', async () => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    const { delivery } = createBench({ 'chart.png': 'png 30x20' }, { facts });
    const content = {
      sourceHash: hashSource(parse('/chart.png'), hashing),
      key: 'chart.png',
      etag: hashing.key('png 30x20'),
    };
    await facts.put(content, 'faces', [], signal);
    await delivery.purge(parse('/w_10/chart.webp'), signal);
    expect(await facts.get(content, 'faces', signal)).toBeUndefined();
  });
});
