/** Operations that depend on the time; ops/motion.ts says what each of them does to one picture of an animation. */

/** Brings an animation out of the dark in its first `ms` milliseconds; a negative number takes it there in its last. */
export interface Fade {
  readonly op: 'fade';
  readonly ms: number;
}
