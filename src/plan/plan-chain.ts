/** From a transformation and the facts of its original to a plan, or to what has to be measured first. */
import type { Decode } from '../ops/decode.ts';
import type { Canvas, Facts, OutputFormat } from '../ops/facts.ts';
import { completeArgs } from '../params/complete-args.ts';
import { dpr } from '../params/delivery/dpr.ts';
import { angle } from '../params/style/angle.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Transformation } from '../values/ast.ts';
import { readLast } from './delivery-flags.ts';
import { hasAlpha, readEncode, wantedFormat } from './encode.ts';
import { chooseDensity } from './density.ts';
import { lower, type Lowered } from './lower.ts';
import { settleOpaque } from './opaque.ts';
import type { Plan, Planned } from './plan.ts';
import { findUnsupported } from './unsupported.ts';
import { leavesPixels } from './untouched.ts';

export interface Wanted {
  /** Extension of the URL, in lower case. */
  readonly extension?: string;
  readonly maxOutputSide: number;
}

/** `a_ignore` anywhere keeps the picture as it is stored. */
const ignoresOrientation = (transformation: Transformation): boolean =>
  transformation.some(({ params }) =>
    params.some(({ id, args }) => id === angle.id && completeArgs(angle.args, args).turns.includes('ignore')),
  );

/** The original as decoding leaves it: upright, unless EXIF orientation is to be ignored. */
export const decodedCanvas = (
  { storedWidth, storedHeight, orientation, alpha }: Facts,
  autoOrient: boolean,
): Canvas =>
  autoOrient && orientation >= 5
    ? { width: storedHeight, height: storedWidth, alpha }
    : { width: storedWidth, height: storedHeight, alpha };

const sumPixels = (canvases: readonly Canvas[]): number =>
  canvases.reduce((sum, { width, height }) => sum + width * height, 0);

/** Pure; when it answers `measure`, add the answer to `facts.measured` and call again. */
export const planChain = (transformation: Transformation, facts: Facts, wanted: Wanted): Result<Planned> => {
  const [unsupported] = findUnsupported(transformation);
  if (unsupported !== undefined) return refuse(unsupported);
  const asked = wantedFormat(transformation, facts, wanted.extension);
  if (!asked.ok) return asked;
  if (asked.value === facts.format && leavesPixels(transformation)) return succeed({ kind: 'original' });
  const decode: Decode = { autoOrient: !ignoresOrientation(transformation), page: 0 };
  const lowered = lower(transformation, decodedCanvas(facts, decode.autoOrient), {
    decode,
    dpr: readLast(transformation, dpr)?.ratio ?? 1,
    maxSide: wanted.maxOutputSide,
    pages: facts.pages,
    measured: facts.measured ?? [],
  });
  if (!lowered.ok) return lowered;
  if ('measure' in lowered.value) return succeed({ kind: 'measure', measure: lowered.value.measure });
  const plan = planEncoding(lowered.value, decode, facts, wanted);
  return plan.ok ? succeed({ kind: 'render', plan: plan.value }) : plan;
};

/** Only what ran has a say in how the result is written: a quality may stand in a branch. */
const planEncoding = (
  { operations, canvases, executed }: Lowered,
  decode: Decode,
  facts: Facts,
  { extension }: Wanted,
): Result<Plan> => {
  const chosen = wantedFormat(executed, facts, extension);
  if (!chosen.ok) return chosen;
  // Differs from Cloudinary: a vector picture that is transformed is delivered as PNG, whatever the extension says.
  const format: OutputFormat = chosen.value === 'svg' ? 'png' : chosen.value;
  const encode = readEncode(executed, format);
  const settled = hasAlpha(format)
    ? { operations, canvases }
    : settleOpaque(operations, canvases, encode.background);
  return succeed({
    decode: { ...decode, ...chooseDensity(facts, canvases[0], operations) },
    ...settled,
    encode,
    cost: sumPixels(settled.canvases),
  });
};
