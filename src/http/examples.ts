/** Three URLs to begin with: printed at start, and shown on the first page with what they do. */

export interface Example {
  /** What the bundled original shows, for those who cannot see it. */
  readonly alt: string;
  /** The original's name in the folder. */
  readonly original: string;
  readonly chain: string;
  /** Public id with the extension that is asked for. */
  readonly source: string;
  /** What the chain does, in a few words. */
  readonly caption: string;
}

export const bundledExamples: readonly Example[] = [
  {
    alt: 'A drawn portrait of a person',
    original: 'portrait.jpg',
    chain: 'c_fill,g_north,h_360,w_360/bo_10px_solid_rgb:e8b04a,r_max',
    source: 'portrait.webp',
    caption: 'Cut to a square from the top, rounded all the way, framed in gold',
  },
  {
    alt: 'A drawn mountain lake at sunset',
    original: 'landscape.jpg',
    chain: 'ar_16:9,c_fill,w_560/e_sepia/e_contrast:25',
    source: 'landscape.jpg',
    caption: 'Cropped to 16:9, toned like an old print, with a little more contrast',
  },
  {
    alt: 'A drawn still life of fruit on a checked cloth',
    original: 'still-life.jpg',
    chain: 'ar_4:3,c_fill,w_440/e_saturation:30/bo_14px_solid_white/a_-5',
    source: 'still-life.webp',
    caption: 'Brighter colours, a white border, turned like a print on a table',
  },
];

/** Path without its first slash, so that it also holds below a mount point. */
export const pathOfExample = (cloud: string, { chain, source }: Example): string =>
  `${cloud}/image/upload/${chain}/${source}`;

/** The same original, small and otherwise as it is. */
export const pathOfOriginal = (cloud: string, { original }: Example): string =>
  `${cloud}/image/upload/c_limit,h_360,w_560/${original}`;
