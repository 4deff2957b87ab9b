/** What a kernel may ask for besides its own picture. */
import type { Picture } from '../ops/operation.ts';
import type { RawPicture } from './raw-picture.ts';

export interface Studio {
  readonly signal: AbortSignal;
  /** The pixels of another picture; the caller may write into them. */
  readonly develop: (picture: Picture) => Promise<RawPicture>;
  /** The bytes of an open file that is no picture, by its index in the plan. */
  readonly readFile: (index: number) => Uint8Array;
}
