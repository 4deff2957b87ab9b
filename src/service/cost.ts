/** What a request will cost, before anything is decoded: only roughly, for what matters is its lane. Pure. */
import type { Facts, OutputFormat, SourceFormat } from '../ops/facts.ts';
import { wantedFormat } from '../plan/encode.ts';
import { planChain, type Wanted } from '../plan/plan-chain.ts';
import type { Glance } from '../ports.ts';
import type { Transformation } from '../values/ast.ts';
import type { Lane } from './lanes.ts';
import type { PlanChain } from './plan-once.ts';

/** Milliseconds of one core for each megapixel, as measured on photographs; only their proportions matter. */
const decodeMs: { readonly [F in SourceFormat]: number } = {
  jpg: 8,
  png: 15,
  webp: 15,
  gif: 10,
  tiff: 8,
  avif: 40,
  svg: 20,
  bmp: 20,
  ico: 20,
  heic: 150,
  jxl: 150,
};
const encodeMs: { readonly [F in OutputFormat]: number } = {
  jpg: 15,
  png: 80,
  webp: 60,
  gif: 300,
  ico: 80,
  tiff: 60,
  avif: 100,
  svg: 0,
};
/** JPEGs are decoded at a part of their size where that is enough. */
const shrunkJpegMs = 2.5;

/** About ten times an ordinary picture. */
const slowMs = 300;

const megapixels = ({ width, height }: { readonly width: number; readonly height: number }): number =>
  (width * height) / 1e6;

/** What draws the eye, and who is in the picture, makes no difference to what a crop costs: any answer will do. */
const planWithoutLook = (
  transformation: Transformation,
  facts: Facts,
  wanted: Wanted,
  plan: PlanChain,
): ReturnType<PlanChain> => {
  let result = plan(transformation, facts, wanted);
  const measured = [...(facts.measured ?? [])];
  while (result.ok && result.value.kind === 'measure') {
    const { kind } = result.value.measure;
    if (kind === 'saliency') measured.push({ kind, width: 1, height: 1, levels: '0' });
    else if (kind === 'faces') measured.push({ kind, faces: [], landmarks: [] });
    else if (kind === 'essence') measured.push({ kind, colors: [], phash: '', blurhash: '', thumbhash: '' });
    else return result;
    result = planChain(transformation, { ...facts, measured }, wanted);
  }
  return result;
};

/** The lane of a request whose original has been looked at. What cannot be planned fails quickly. */
export const chooseLane = (
  { facts, elaborate }: Glance,
  transformation: Transformation,
  wanted: Wanted,
  plan: PlanChain = planChain,
): Lane => {
  const stored = (facts.storedWidth * facts.storedHeight) / 1e6;
  const result = planWithoutLook(transformation, facts, wanted, plan);
  if (!result.ok || result.value.kind === 'original') return 'cheap';
  if (elaborate) return 'slow';
  if (result.value.kind === 'measure' && result.value.measure.kind === 'weights') return 'slow';
  // Looking for the edges of a picture needs all of it, and so does whatever comes after.
  if (result.value.kind === 'measure') return stored * 2 * decodeMs[facts.format] > slowMs ? 'slow' : 'cheap';
  const { animation, canvases, encode, operationMs } = result.value.plan;
  if (encode.format === 'avif' || encode.among?.includes('avif') === true) return 'slow';
  if (animation !== undefined) return 'slow';
  const [decoded, ...later] = canvases;
  const last = later.at(-1) ?? decoded;
  if (decoded === undefined || last === undefined) return 'cheap';
  const shrinks = facts.format === 'jpg' && (later[0] ? megapixels(later[0]) : stored) * 4 <= stored;
  const ms =
    megapixels(decoded) * (shrinks ? shrunkJpegMs : decodeMs[facts.format]) +
    operationMs +
    megapixels(last) * encodeMs[encode.format];
  return ms > slowMs ? 'slow' : 'cheap';
};

/** The lane of a request of which only the URL is known. */
export const presumeLane = (transformation: Transformation, extension: string | undefined): Lane => {
  const format = wantedFormat(transformation, unknownJpeg, extension);
  return format.ok && format.value === 'avif' ? 'slow' : 'cheap';
};

const unknownJpeg = {
  format: 'jpg',
  storedWidth: 1,
  storedHeight: 1,
  orientation: 1,
  pages: 1,
  alpha: false,
  bytes: 0,
} as const;
