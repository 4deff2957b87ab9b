/** A process that makes pictures with sharp and does nothing else: what a server of pictures is measured against. */
import sharp from 'sharp';
import type { Wanted } from './miss-processes.ts';

export interface BareWork {
  readonly input: Uint8Array;
  readonly format: 'jpeg' | 'webp';
  readonly pictures: readonly Wanted[];
}

sharp.cache(false);
sharp.concurrency(1);

process.on('message', (work: BareWork) => {
  void (async () => {
    for (const { width, height, quality } of work.pictures) {
      const image = sharp(work.input, { failOn: 'error' }).resize(width, height, { fit: 'cover' });
      await (
        work.format === 'jpeg' ? image.jpeg({ quality }) : image.webp({ quality, effort: 2 })
      ).toBuffer();
    }
    process.send?.('done');
  })();
});
