import { describe, expect, it, vi } from 'vitest';
import { createGenerations } from '../../src/service/generations.ts';
import { settle } from './settle.ts';

const drop = async (): Promise<number> => Promise.resolve(3);

describe('generations', () => {
  it('store what was begun and not purged', async () => {
    const write = vi.fn(async () => Promise.resolve());
    const making = createGenerations().begin(['s'], () => {});
    expect(await making.store(write)).toBe(true);
    expect(write).toHaveBeenCalledOnce();
  });

  it('do not store what was begun before a purge of any of its sources', async () => {
    const generations = createGenerations();
    const [write, onPurged] = [vi.fn(async () => Promise.resolve()), vi.fn()];
    const making = generations.begin(['s', 't'], onPurged);
    expect(await generations.purge('t', drop)).toBe(3);
    await generations.purge('s', drop);
    expect(await making.store(write)).toBe(false);
    expect(write).not.toHaveBeenCalled();
    expect(onPurged).toHaveBeenCalledOnce();
  });

  it('store what was begun after the purge, or from other sources', async () => {
    const generations = createGenerations();
    const other = generations.begin(['other'], () => {});
    await generations.purge('s', drop);
    const after = generations.begin(['s'], () => {});
    expect(await other.store(async () => {})).toBe(true);
    expect(await after.store(async () => {})).toBe(true);
  });

  it('drop only after what is being written has been written', async () => {
    const generations = createGenerations();
    const order: string[] = [];
    let finish = (): void => {};
    const making = generations.begin(['s'], () => {});
    const storing = making.store(
      async () =>
        new Promise((resolve) => {
          finish = () => {
            order.push('written');
            resolve();
          };
        }),
    );
    const purging = generations.purge('s', async () => Promise.resolve(order.push('dropped')));
    await settle();
    finish();
    await Promise.all([storing, purging]);
    expect(order).toEqual(['written', 'dropped']);
  });

  it('drop even if writing failed', async () => {
    const generations = createGenerations();
    const making = generations.begin(['s'], () => {});
    const storing = making.store(async () => Promise.reject(new Error('disk full')));
    const purging = generations.purge('s', drop);
    await expect(storing).rejects.toThrow('disk full');
    expect(await purging).toBe(3);
  });

  it('forget what has ended', async () => {
    const generations = createGenerations();
    const onPurged = vi.fn();
    generations.begin(['s', 's'], onPurged).end();
    await generations.purge('s', drop);
    expect(onPurged).not.toHaveBeenCalled();
  });
});
