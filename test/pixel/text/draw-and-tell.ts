/**
 * A process of its own: draws texts and tells what came of it. With `late` something else draws one first, and with
 * `nowhere` no file can be written.
 */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { Failure } from '../../../src/errors.ts';

const tell = async (): Promise<string> => {
  const { draw } = await import('./drawing.ts');
  const hash = createHash('sha256');
  for (const text of ['Hamburgefonts', 'Ω Жд שלום العربية', '日本 한국 ไทย हिन्दी 😀']) {
    hash.update((await draw({ text })).data);
  }
  return hash.digest('hex');
};

const [, , mode] = process.argv;
if (mode === 'late') {
  await sharp({ text: { text: 'first' } })
    .raw()
    .toBuffer();
}
if (mode === 'nowhere') process.env['TMPDIR'] = import.meta.filename;
process.stdout.write(
  await tell().catch((error: unknown) => (error instanceof Failure ? error.code : String(error))),
);
