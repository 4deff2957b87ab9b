/** `f_auto`: the formats among which the finished picture decides, by what is smallest for the same look. Pure. */
import type { Canvas, Facts, OutputFormat } from '../ops/facts.ts';
import { page } from '../params/delivery/page.ts';
import { preserveTransparency } from '../params/delivery/permission-flags.ts';
import type { Transformation } from '../values/ast.ts';
import { type AcceptClass, takes } from './accept.ts';
import { isAnimated } from './animation.ts';
import { findLast } from './delivery-flags.ts';

export interface FormatChoice {
  readonly formats: readonly [OutputFormat, ...OutputFormat[]];
  /** A slow codec was left out, to be tried when nobody waits. */
  readonly provisional: boolean;
  /** Of an animation. */
  readonly moving: boolean;
}

/** Documented: smaller or larger pictures are not made AVIF. */
const minAvifPixels = 5000;
const maxAvifPixels = 30_000_000;
/** What the format can hold. */
const maxWebpSide = 16_383;

export const chooseFormats = (
  executed: Transformation,
  facts: Facts,
  canvas: Canvas,
  { accept, hurry }: { readonly accept: AcceptClass; readonly hurry: boolean },
): FormatChoice => {
  const { width, height, alpha } = canvas;
  const canBeWebp = takes(accept, 'webp') && Math.max(width, height) <= maxWebpSide;
  const isMoving = isAnimated(facts) && findLast(executed, page.id) === undefined;
  // Animated AVIF cannot be written.
  if (isMoving) return { formats: [canBeWebp ? 'webp' : 'gif'], provisional: false, moving: true };
  const pixels = width * height;
  const canBeAvif = takes(accept, 'avif') && pixels >= minAvifPixels && pixels <= maxAvifPixels;
  const keepsAlpha = alpha && findLast(executed, preserveTransparency.id) !== undefined;
  /** What JPEG has blurred is no drawing any more: PNG would keep the blur, and take more bytes for it. */
  const png: readonly OutputFormat[] = facts.format === 'jpg' && !alpha ? [] : ['png'];
  const quick: readonly OutputFormat[] = [
    ...(canBeWebp ? (['webp'] as const) : []),
    ...(keepsAlpha ? [] : (['jpg'] as const)), // dropped when there turns out to be something transparent
  ];
  return {
    formats: canBeAvif && !hurry ? ['avif', ...quick, ...png] : toTuple([...quick, ...png]),
    provisional: canBeAvif && hurry,
    moving: false,
  };
};

const toTuple = ([first = 'png', ...rest]: readonly OutputFormat[]): FormatChoice['formats'] => [
  first,
  ...rest,
];
