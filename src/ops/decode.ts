/** How an original is opened. */
export interface Decode {
  /** Apply EXIF orientation (the default; `a_ignore` turns it off). Operations count from the turned picture. */
  readonly autoOrient: boolean;
  /** Page or frame, from 0. */
  readonly page: number;
  /** Leave out the alpha channel, which is a mask for some later use. */
  readonly ignoresAlpha?: true;
  /** As stored, where that page is not like the first. */
  readonly pageSize?: { readonly width: number; readonly height: number; readonly alpha: boolean };
  /** Dots per inch for vector originals; 72 draws them at their own size. The first operation counts from that size. */
  readonly density?: number;
}
