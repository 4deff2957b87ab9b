/** Operations that depend on the time; ops/motion.ts says what each of them does to one picture of an animation. */

/** Brings an animation out of the dark in its first `ms` milliseconds; a negative number takes it there in its last. */
export interface Fade {
  readonly op: 'fade';
  readonly ms: number;
}

/** A part of a picture, in pixels and parts of them; it lies within. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Moves from one part of the picture to another, each filling the canvas of `width` x `height`. */
export interface ZoomPan {
  readonly op: 'zoom-pan';
  readonly from: Window;
  readonly to: Window;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly perSecond: number;
}

/** Fills a canvas of `width` x `height` with a part of the picture, wherever between pixels that begins. */
export interface Reframe {
  readonly op: 'reframe';
  readonly window: Window;
  readonly width: number;
  readonly height: number;
}
