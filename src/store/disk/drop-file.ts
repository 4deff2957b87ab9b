/** Removes variants and records with all that belongs to them. */
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';
import type { SourceEpochs } from '../../ports.ts';
import { type Contents, lengthOfMetadata, peekMetadata } from './file-format.ts';
import type { Kind, Layout } from './layout.ts';
import type { Markers } from './markers.ts';
import { ifThere } from './system-error.ts';
import { type Count, costOf, type Usage } from './usage.ts';

export interface DropDeps {
  readonly layout: Layout;
  readonly markers: Markers;
  readonly usage: Usage;
}

export interface DropFile {
  /** Whatever lies in the file's place; false when there was nothing. Its markers are left to be found out. */
  readonly drop: (kind: Kind, name: string) => Promise<boolean>;
  /** With its markers. */
  readonly evict: (kind: Kind, name: string) => Promise<void>;
}

const nothing: Count = { files: 0, bytes: 0 };

/** Enough for the metadata of nearly every variant. */
const peekBytes = 4096;
const mostBytes = 1024 * 1024;

const readBeginning = async (handle: FileHandle, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
};

/** What a file says of itself, unchecked; undefined when there is none, or none that can be understood. */
export const peekFile = async (path: string): Promise<Contents['metadata'] | undefined> => {
  const handle = await ifThere(open(path, 'r'));
  if (handle === undefined) return undefined;
  try {
    const beginning = await readBeginning(handle, peekBytes);
    const wanted = lengthOfMetadata(beginning);
    if (wanted === undefined || wanted > mostBytes) return undefined;
    return peekMetadata(wanted <= beginning.length ? beginning : await readBeginning(handle, wanted));
  } catch {
    return undefined; // a folder, for one
  } finally {
    await handle.close();
  }
};

/** In which epochs of its sources it was begun. */
export const epochsIn = (metadata: Contents['metadata'] | undefined): SourceEpochs =>
  (metadata?.['epochs'] as SourceEpochs | undefined) ?? {};

export const createDropFile = ({ layout, markers, usage }: DropDeps): DropFile => {
  const remove = async (path: string): Promise<Count> => {
    const stats = await ifThere(lstat(path));
    if (stats === undefined) return nothing;
    await rm(path, { recursive: !stats.isFile(), force: true });
    return stats.isFile() ? { files: -1, bytes: -costOf(stats.size) } : nothing;
  };

  const drop: DropFile['drop'] = async (kind, name) => {
    let wasThere = false;
    await usage.change(kind, name, async () => {
      const gone = await remove(layout.file(kind, name));
      wasThere = gone !== nothing;
      return gone;
    });
    return wasThere;
  };

  return {
    drop,
    evict: async (kind, name) => {
      const metadata = kind === 'variant' ? await peekFile(layout.file(kind, name)) : undefined;
      await drop(kind, name);
      for (const [sourceHash, epoch] of Object.entries(epochsIn(metadata))) {
        await markers.remove(sourceHash, epoch, name);
        await markers.leave(sourceHash);
      }
    },
  };
};
