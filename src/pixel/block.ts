/** What libvips may do in this process: read the formats that we serve, and nothing else. */
import sharp from 'sharp';

/** libvips' classes of loaders, each with its forms for files, buffers and streams. */
const allowedLoaders = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadHeif',
  'VipsForeignLoadNsgif',
  'VipsForeignLoadTiff',
  'VipsForeignLoadSvg',
];

/**
 * Blocks every loader but the allowed ones. With them goes UltraHDR, whose sniffing costs 5 ms for each JPEG with an
 * MPF block; such pictures load as the ordinary ones that they also are.
 */
export const restrictLibvips = (concurrency: number | undefined): void => {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: allowedLoaders });
  // Our own caches hold results; libvips' would only hold memory.
  sharp.cache(false);
  if (concurrency !== undefined) sharp.concurrency(concurrency);
};
