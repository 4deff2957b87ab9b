/** A small copy of an original as it is decoded, for those who look at all of it. */
import type { Decode } from '../ops/decode.ts';
import { scaleInside } from '../ops/placement.ts';
import { decodedCanvas } from '../plan/decoded-canvas.ts';
import { imageAt, type Opened } from './opened.ts';
import type { RawPicture } from './raw-picture.ts';
import { develop } from './develop.ts';

export interface SmallCopy {
  readonly index: number;
  readonly decode: Decode;
  /** Of the longer side; a smaller original stays as it is. */
  readonly maxSide: number;
}

export const takeSmallCopy = async (
  opened: Opened,
  { index, decode, maxSide }: SmallCopy,
  signal: AbortSignal,
): Promise<RawPicture> => {
  const { facts } = imageAt(opened, index);
  const { width: storedWidth, height: storedHeight } = decode.pageSize ?? {
    width: facts.storedWidth,
    height: facts.storedHeight,
  };
  const full = decodedCanvas({ ...facts, storedWidth, storedHeight }, decode.autoOrient);
  const size = scaleInside(full, maxSide);
  const isSmaller = size.width !== full.width || size.height !== full.height;
  const operations = isSmaller ? [{ op: 'resize', ...size } as const] : [];
  return develop(opened, { source: { kind: 'original', index, decode }, operations }, signal);
};
