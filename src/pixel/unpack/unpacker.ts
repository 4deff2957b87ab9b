/** Formats that libvips has no loader for: each has a file that finds the pixels in it. */
import type { RawPicture } from '../raw-picture.ts';

/** A file in another format that lay inside, or pixels, with the profile of their colours if there is one. */
export type Unpacked =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'pixels'; readonly picture: RawPicture; readonly profile?: Uint8Array };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Both throw `source.*` failures, or a RangeError where bytes are missing that the header speaks of. */
export interface Unpacker {
  /** From the header alone: limits are checked by it before `unpack` is called. Undefined where it is not to be found. */
  readonly size: (bytes: Uint8Array) => Promise<Size> | Size | undefined;
  readonly unpack: (bytes: Uint8Array) => Promise<Unpacked> | Unpacked;
}
