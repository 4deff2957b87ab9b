/** What the scheduler works on: the plan's operations in the engine's own words, each with the canvas it meets. */
import type { Canvas } from '../ops/facts.ts';
import { nextCanvas } from '../ops/geometry.ts';
import type { Blur, Flip, Rgba, StillOperation, Turn } from '../ops/operation.ts';

/** Any of the eight upright positions: first mirrored left to right (or not), then turned clockwise. */
export interface Orient {
  readonly op: 'orient';
  readonly mirror: boolean;
  readonly degrees: 0 | 90 | 180 | 270;
}

/** Lays an opaque colour under the picture and drops alpha: for formats that have none. */
export interface Flatten {
  readonly op: 'flatten';
  readonly color: Rgba;
}

/** A blur so wide that it is made on a shrunk copy. */
export interface WideBlur {
  readonly op: 'wide-blur';
  readonly sigma: number;
}

/** A sharpen of a picture with alpha. */
export interface SharpenUnderAlpha {
  readonly op: 'sharpen-under-alpha';
  readonly sigma: number;
  readonly amount: number;
}

export type Act = Exclude<StillOperation, Flip | Turn> | Flatten | Orient | SharpenUnderAlpha | WideBlur;
export type ActName = Act['op'];
export type ActOf<K extends ActName> = Extract<Act, { readonly op: K }>;

/** Acts that sharp does, in the only order in which one pipeline can do them (an extract may also follow a resize). */
export const pipelineOrder = [
  'extract',
  'flatten',
  'resize',
  'orient',
  'rotate',
  'shear',
  'extend',
  'blur',
  'recomb',
  'sharpen',
  'linear',
] as const satisfies readonly ActName[];

export type PipelineName = (typeof pipelineOrder)[number];
export type PipelineAct = ActOf<PipelineName>;
/** All others work on bytes of our own. */
export type KernelName = Exclude<ActName, PipelineName>;
export type KernelAct = ActOf<KernelName>;

const pipelineNames: ReadonlySet<ActName> = new Set(pipelineOrder);

export const isPipelineAct = (act: Act): act is PipelineAct => pipelineNames.has(act.op);

/** An act with the canvas that it meets. */
export interface Step<A extends Act = Act> {
  readonly act: A;
  readonly from: Canvas;
}

/** Time grows with sigma; above this a shrunk copy is faster and no eye sees the difference. */
export const widestDirectSigma = 40;

/** The operation in the engine's words; undefined when it changes nothing. */
export const toAct = (operation: StillOperation): Act | undefined => {
  switch (operation.op) {
    case 'flip':
      return { op: 'orient', mirror: true, degrees: operation.axis === 'horizontal' ? 0 : 180 };
    case 'turn':
      return { op: 'orient', mirror: false, degrees: operation.degrees };
    case 'blur':
      return toBlur(operation);
    case 'opacity':
      return operation.factor < 1 ? operation : undefined;
    case 'maplut':
      return isNegative(operation.table)
        ? { op: 'linear', multiply: [-1, -1, -1], add: [255, 255, 255] }
        : operation;
    case 'alpha-maplut':
    case 'alpha-recomb':
    case 'anti-removal':
    case 'arc':
    case 'auto-tone':
    case 'backdrop':
    case 'brightness-hsb':
    case 'cartoon':
    case 'cast-shadow':
    case 'color-table':
    case 'composite':
    case 'displace':
    case 'extend':
    case 'extract':
    case 'fade-edges':
    case 'fill-light':
    case 'gradient-map':
    case 'hatch':
    case 'inner-line':
    case 'key-out':
    case 'light-recomb':
    case 'linear':
    case 'luma-to-alpha':
    case 'oil-paint':
    case 'ordered-dither':
    case 'morphology':
    case 'perspective':
    case 'pixelate':
    case 'redeye':
    case 'recomb':
    case 'reframe':
    case 'replace-color':
    case 'replicate':
    case 'resize':
    case 'rotate':
    case 'round-corners':
    case 'sharpen':
    case 'silhouette':
    case 'shear':
    case 'theme':
    case 'threshold':
    case 'tilt-shift':
    case 'underlay':
    case 'vectorize':
    case 'vibrance':
    case 'unsharp-mask':
    case 'vignette':
    case 'within':
      return operation;
  }
};

/** What sharp takes at least; less moves no byte by more than one. */
export const leastSigma = 0.3;

const toBlur = (blur: Blur): Act | undefined => {
  if (blur.sigma < leastSigma) return undefined;
  return blur.sigma > widestDirectSigma ? { op: 'wide-blur', sigma: blur.sigma } : blur;
};

const isNegative = (table: readonly number[]): boolean => table.every((byte, index) => byte === 255 - index);

export const isQuarterTurn = (orient: Orient): boolean => orient.degrees % 180 !== 0;

/** The act that does it on this canvas. */
export const adaptTo = (act: Act, { alpha }: Canvas): Act =>
  act.op === 'sharpen' && alpha ? { ...act, op: 'sharpen-under-alpha' } : act;

/** The canvas after an act. */
export const canvasAfter = ({ act, from }: Step): Canvas => {
  switch (act.op) {
    case 'orient':
      return isQuarterTurn(act) ? { width: from.height, height: from.width, alpha: from.alpha } : from;
    case 'flatten':
      return { ...from, alpha: false };
    case 'sharpen-under-alpha':
    case 'wide-blur':
      return from;
    default:
      return nextCanvas(from, act);
  }
};
