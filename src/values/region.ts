/** Parts of originals, as somebody has stored them. */

/** In pixels of the original as it is shown. */
export interface PixelRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What takes the place of the faces that would be found, and what `g_custom` goes by. */
export interface Coordinates {
  readonly faces?: readonly PixelRegion[];
  readonly custom?: readonly PixelRegion[];
}
