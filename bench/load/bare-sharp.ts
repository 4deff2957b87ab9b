/** A process that makes pictures with sharp and does nothing else: what a server of pictures is measured against. */
import sharp from 'sharp';

export interface BareWork {
  readonly input: Uint8Array;
  readonly format: 'jpeg' | 'webp';
  readonly sizes: readonly (readonly [width: number, height: number])[];
}

sharp.cache(false);
sharp.concurrency(1);

let input: Uint8Array | undefined;

process.on('message', (work: BareWork) => {
  input ??= work.input;
  void (async () => {
    for (const [width, height] of work.sizes) {
      const image = sharp(input, { failOn: 'error' }).resize(width, height, { fit: 'cover' });
      await (
        work.format === 'jpeg' ? image.jpeg({ quality: 80 }) : image.webp({ quality: 80, effort: 2 })
      ).toBuffer();
    }
    process.send?.('done');
  })();
});
