/** What a process of its own does to a store until somebody kills it: bundled and started by processes.ts. */
import { createDiskStore } from '../../../src/store/disk/store.ts';
import { keyCount, pictureOf, sourceOf } from './pictures.ts';

const [folder = '', maxBytes = '', count = '', start = ''] = process.argv.slice(2);
const { signal } = new AbortController();

const store = createDiskStore({
  folder,
  maxBytes: Number(maxBytes),
  log: {
    event: (_level, name, fields) => process.stdout.write(`event ${name} ${JSON.stringify(fields)}\n`),
  },
});

const put = async (index: number): Promise<void> => {
  const key = `v${index % keyCount}`;
  await store.put(key, pictureOf(key), signal);
  await store.putRecord(key, { variantKey: key, sources: [], checkedAtMs: index }, signal);
  await store.get(`v${(index * 7) % keyCount}`, signal);
  if (index % 25 === 24) await store.dropBySource(sourceOf(key), signal);
  process.stdout.write('put\n');
};

/** Several at a time, so that a kill hits something in the middle. */
const lanes = 6;
const first = Number(start);
const end = first + Number(count);
const work = async (lane: number): Promise<void> => {
  for (let index = first + lane; index < end; index += lanes) await put(index);
};
await Promise.all(Array.from({ length: lanes }, async (_, lane) => work(lane)));
await store.maintain();
await store.close();
