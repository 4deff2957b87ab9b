/** Copies in memory before copies on disk, as one. */
import type { Copies } from './content.ts';

export const createTieredCopies = (memory: Copies, disk: Copies | undefined): Copies => {
  if (disk === undefined) return memory;
  return {
    sizeOf: (content) => memory.sizeOf(content) ?? disk.sizeOf(content),
    read: async (content) => {
      const near = await memory.read(content);
      if (near) return near;
      const far = await disk.read(content);
      if (far) memory.keep(content, far);
      return far;
    },
    keep: (content, bytes) => {
      memory.keep(content, bytes);
      disk.keep(content, bytes);
    },
    drop: async (key) => {
      await memory.drop(key);
      await disk.drop(key);
    },
    find: async (key) => (await memory.find(key)) ?? disk.find(key),
    ...(disk.pathOf && { pathOf: disk.pathOf }),
  };
};
