/** The answer to `fl_getinfo`: JSON about a picture that is ready to be sent. */
import sharp from 'sharp';
import { fail } from '../errors.ts';
import type { Facts } from '../ops/facts.ts';
import { describePicture, type Info, uprightSize, type Written } from '../plan/info.ts';
import type { Rendered } from '../ports.ts';
import { essenceSide, findEssence } from './find-essence.ts';
import { toRaw } from './raw-picture.ts';

const answer = (facts: Facts, info: Info, written: Written): Rendered => ({
  bytes: new TextEncoder().encode(JSON.stringify(describePicture(facts, info, written))),
  format: written.format,
  width: written.width,
  height: written.height,
});

/** What a viewer sees: the written picture is read again. `picture` is what it holds, in a format that can be read. */
export const describeRendered = async (
  facts: Facts,
  info: Info,
  { bytes, width, height, format }: Rendered,
  picture: Uint8Array,
): Promise<Rendered> => {
  const copy = sharp(picture, { limitInputPixels: false })
    .resize({ width: essenceSide, height: essenceSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const essence = findEssence(await toRaw({ image: copy, decodes: true, size: undefined }));
  return answer(facts, info, { format, bytes: bytes.length, width, height, ...essence });
};

/** The original is what comes out of nothing. */
export const describeOriginal = (facts: Facts, info: Info): Rendered => {
  if (info.essence === undefined) throw fail('internal.bug', 'Nobody has looked at what is to be described');
  const { format, bytes } = facts;
  return answer(facts, info, { format, bytes, ...uprightSize(facts), ...info.essence });
};

/** As SDKs read it. */
export const tellBreakpoints = (facts: Facts, breakpoints: readonly number[]): Rendered => ({
  bytes: new TextEncoder().encode(JSON.stringify({ breakpoints })),
  format: facts.format,
  ...uprightSize(facts),
});
