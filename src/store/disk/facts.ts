/** Facts of originals as files of the store, which purges and eviction treat like any other. */
import type { FactStore, SourceEpochs } from '../../ports.ts';
import { factKey } from '../fact-key.ts';
import type { DropSource } from './drop-source.ts';
import { packFact, unpackFact } from './entries.ts';
import type { Contents } from './file-format.ts';

export interface DiskFactsDeps {
  readonly read: (key: string) => Promise<Contents | undefined>;
  readonly put: (key: string, pack: () => Contents) => Promise<void>;
  readonly sinceOf: (sourceHashes: readonly string[], since: SourceEpochs | undefined) => SourceEpochs;
  readonly readEpochs: FactStore['readEpochs'];
  readonly dropSource: DropSource;
}

export const createDiskFacts = (deps: DiskFactsDeps): FactStore => ({
  get: async (content, name) => {
    const contents = await deps.read(factKey(content, name));
    return contents && unpackFact(contents);
  },
  put: async (content, name, fact, _signal, since) => {
    const key = factKey(content, name);
    await deps.put(key, () => packFact(key, fact, deps.sinceOf([content.sourceHash], since)));
  },
  readEpochs: deps.readEpochs,
  dropBySource: async (sourceHash) => {
    await deps.dropSource(sourceHash);
  },
});
