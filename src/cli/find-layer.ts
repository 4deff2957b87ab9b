/** Layers of a picture on the command line: files that lie in one folder, found as a server would find them there. */
import { join } from 'node:path';
import { createFileOrigin } from '../origin/file.ts';
import type { FindLayer } from '../render.ts';

export const findLayerIn = (folder: string): FindLayer => {
  const origin = createFileOrigin({ root: folder });
  return async ({ type, publicId, format }) => {
    if (type === 'fetch') return undefined;
    const name = { publicId, ...(format !== undefined && { format }) };
    const key = await origin.find(name, new AbortController().signal);
    return key === undefined ? undefined : join(folder, key);
  };
};
