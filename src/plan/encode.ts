/** Which format and settings the result is written with: f_ beats the extension, which beats the original's format. */
import type { Diagnostic } from '../errors.ts';
import type { Canvas, Facts, OutputFormat, RasterFormat, SourceFormat } from '../ops/facts.ts';
import type { Operation } from '../ops/operation.ts';
import { conflict } from '../params/define.ts';
import { colorSpace } from '../params/delivery/color-space.ts';
import { progressive } from '../params/delivery/flags.ts';
import { format as formatParam } from '../params/delivery/format.ts';
import { forceIcc, forceStrip, keepAttribution, keepIptc } from '../params/delivery/metadata-flags.ts';
import { group4, lossy, png24, png32, png8 } from '../params/delivery/output-flags.ts';
import { anyFormat, rasterize } from '../params/delivery/permission-flags.ts';
import { quality } from '../params/delivery/quality.ts';
import { b as background } from '../params/qualifiers.ts';
import { opacity } from '../params/style/opacity.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Color, Transformation } from '../values/ast.ts';
import { white } from '../values/color.ts';
import { maxWholePixels, minJudgedSide, readGoal } from './aim.ts';
import { findLast, readLast } from './delivery-flags.ts';
import { wantedDensity } from './density.ts';
import { findDrawing } from './drawing.ts';
import { describeTooLarge } from './frame.ts';
import type { Encode, Plan } from './plan.ts';

const byExtension: ReadonlyMap<string, SourceFormat> = new Map([
  ['jpg', 'jpg'],
  ['jpeg', 'jpg'],
  ['jpe', 'jpg'],
  ['png', 'png'],
  ['webp', 'webp'],
  ['avif', 'avif'],
  ['gif', 'gif'],
  ['tif', 'tiff'],
  ['tiff', 'tiff'],
  ['ico', 'ico'],
  ['svg', 'svg'],
  ['bmp', 'bmp'],
  ['heic', 'heic'],
  ['heif', 'heic'],
  ['jxl', 'jxl'],
]);

/** Which formats any picture can be written in; SVG takes a drawing. */
const isWritten = {
  avif: true,
  gif: true,
  ico: true,
  jpg: true,
  png: true,
  tiff: true,
  webp: true,
  bmp: false,
  heic: false,
  jxl: false,
  svg: false,
} as const satisfies Readonly<Record<SourceFormat, boolean>>;

const hasPixels = (format: SourceFormat): format is RasterFormat => isWritten[format];

/** Whether transparency must be laid over the background before encoding. */
export const lacksAlpha = ({ format, among, pixels, bilevel, space }: Encode): boolean =>
  (format === 'jpg' && among === undefined) || pixels === 'png24' || bilevel === true || space === 'cmyk';

/** The wanted format by name, or that it is left open; whether it can be written is for `outputFormat` to say. */
export const wantedFormat = (
  transformation: Transformation,
  facts: Facts,
  extension: string | undefined,
): Result<SourceFormat | 'auto'> => {
  const { format: named, media } = readLast(transformation, formatParam) ?? {};
  if (media !== undefined && named !== 'auto') {
    return conflict(`Invalid format in transformation: ${named}:${media} (only auto has kinds)`);
  }
  if (named !== undefined) return succeed(named);
  if (extension === undefined) return succeed(facts.format);
  const format = byExtension.get(extension);
  const isKnown = format === 'svg' || format === facts.format || (format !== undefined && hasPixels(format));
  return isKnown ? succeed(format) : refuse(unwritable(extension));
};

const unwritable = (format: string): Diagnostic => ({
  code: 'url.unsupported',
  message: `Not supported: we cannot write ${format}; use one of jpg, png, webp, avif, gif, tiff, ico`,
});

/** o_ blends over the b_ of its own component where the format has no alpha; everything else shows white. */
const blendColor = (transformation: Transformation): Color => {
  const component = transformation.findLast(({ params }) => params.some(({ id }) => id === opacity.id));
  const color = component && readLast([component], background)?.value;
  return color && 'alpha' in color && color.alpha === 1 ? color : white;
};

const has = (transformation: Transformation, { id }: { readonly id: string }): boolean =>
  findLast(transformation, id) !== undefined;

/** The fullest kind of PNG that is asked for. */
const pixelsOf = (transformation: Transformation): Encode['pixels'] =>
  has(transformation, png32)
    ? 'png32'
    : has(transformation, png24)
      ? 'png24'
      : has(transformation, png8)
        ? 'png8'
        : undefined;

/** Photographs in formats for photographs; drawings, and what can be seen through, as PNG. */
const substituteFor = (
  format: Exclude<SourceFormat, RasterFormat>,
  result: Canvas | undefined,
): OutputFormat => (format === 'svg' || format === 'bmp' || result?.alpha === true ? 'png' : 'jpg');

const refuseVector = (operations: readonly Operation[]): Result<never> =>
  operations.some(({ op }) => op === 'vectorize')
    ? conflict(
        'SVG can only hold what e_vectorize draws, and here something is done to the picture afterwards',
        'put e_vectorize last; only its size may change after it',
      )
    : refuse({ ...unwritable('svg'), hint: 'e_vectorize draws the picture as SVG' });

/**
 * What is written where `wanted` is due. Differs from Cloudinary: an original in a format that we cannot write is
 * delivered as PNG or JPEG when it is transformed, whatever the extension says; so is SVG, unless e_vectorize draws it.
 */
export const outputFormat = (
  transformation: Transformation,
  wanted: SourceFormat,
  facts: Facts,
  { operations, canvases }: Pick<Plan, 'canvases' | 'operations'>,
): Result<OutputFormat> => {
  if (wanted === 'svg' && !has(transformation, rasterize)) {
    if (findDrawing(operations) !== undefined) return succeed('svg');
    if (facts.format !== 'svg') return refuseVector(operations);
  }
  const result = canvases.at(-1);
  const format = hasPixels(wanted) ? wanted : substituteFor(wanted, result);
  const isPhoto = has(transformation, lossy) && result?.alpha === false;
  return succeed(format === 'png' && isPhoto && pixelsOf(transformation) === undefined ? 'jpg' : format);
};

/** The directory of an icon has one byte for each side, of which 0 stands for 256. */
const maxIconSide = 256;

/** For what the format can hold, whatever the server allows. */
export const findTooLarge = (format: OutputFormat, canvas: Canvas): Diagnostic | undefined =>
  format === 'ico' && Math.max(canvas.width, canvas.height) > maxIconSide
    ? { ...describeTooLarge(canvas, maxIconSide), hint: 'c_limit,w_256,h_256 makes an icon of any picture' }
    : undefined;

/** Whether the result is to be CMYK; refused where the format has none. */
const wantsCmyk = (transformation: Transformation, facts: Facts, format: OutputFormat): Result<boolean> => {
  const { space, depth } = readLast(transformation, colorSpace) ?? {};
  const canBeCmyk = format === 'jpg' || format === 'tiff';
  if (depth !== undefined && (space !== 'srgb' || pixelsOf(transformation) === 'png8')) {
    return conflict('truecolor goes with cs_srgb, and with no palette');
  }
  if (space !== 'cmyk') return succeed(space === 'keep_cmyk' && facts.cmyk === true && canBeCmyk);
  return canBeCmyk ? succeed(true) : conflict(`${format} has no CMYK`, 'cs_cmyk goes with f_jpg and f_tiff');
};

const attachesProfile = (transformation: Transformation): boolean =>
  !has(transformation, forceStrip) &&
  (has(transformation, forceIcc) || readLast(transformation, colorSpace)?.space === 'tinysrgb');

/** Whether it is kept without being asked for. */
interface Attribution {
  readonly keepsAttribution?: boolean;
}

const metadataOf = (
  transformation: Transformation,
  { keepsAttribution = false }: Attribution,
): Encode['metadata'] => {
  if (has(transformation, forceStrip)) return undefined;
  if (has(transformation, keepIptc)) return 'all';
  return keepsAttribution || has(transformation, keepAttribution) ? 'attribution' : undefined;
};

/** A number, or what to aim at. */
const readQuality = (transformation: Transformation): Result<Pick<Encode, 'aim' | 'chroma' | 'quality'>> => {
  const asked = readLast(transformation, quality);
  const goal = readGoal(asked);
  if (!goal.ok) return goal;
  const chroma = asked?.chroma !== undefined && { chroma: asked.chroma };
  if (goal.value === undefined || 'quality' in goal.value) return succeed({ ...goal.value, ...chroma });
  const { score } = goal.value;
  return succeed({ aim: has(transformation, anyFormat) ? { score, anyFormat: true } : { score }, ...chroma });
};

/** Whether what is aimed at is met better, or in fewer bytes, by whoever takes his time. */
export const gainsByTime = (
  { aim, format, space }: Encode,
  { width, height }: Pick<Canvas, 'height' | 'width'>,
): boolean => {
  if (aim === undefined || space !== undefined || Math.min(width, height) < minJudgedSide) return false;
  return format === 'avif' || ((format === 'jpg' || format === 'webp') && width * height <= maxWholePixels);
};

export const readEncode = (
  transformation: Transformation,
  facts: Facts,
  format: OutputFormat,
  attribution: Attribution = {},
): Result<Encode> => {
  const cmyk = wantsCmyk(transformation, facts, format);
  if (!cmyk.ok) return cmyk;
  const compression = readQuality(transformation);
  if (!compression.ok) return compression;
  const metadata = metadataOf(transformation, attribution);
  const pixels = format === 'png' ? pixelsOf(transformation) : undefined;
  const density = format === 'gif' || format === 'svg' ? undefined : wantedDensity(transformation, facts);
  const bilevel = format === 'tiff' && has(transformation, group4);
  return succeed({
    format,
    ...compression.value,
    progressive: readLast(transformation, progressive)?.mode ?? 'none',
    ...(pixels !== undefined && { pixels }),
    ...(format === 'gif' && has(transformation, lossy) && { lossy: true }),
    ...(bilevel && { bilevel }),
    ...(cmyk.value && !bilevel && { space: 'cmyk' }),
    ...(metadata !== undefined && { metadata }),
    ...(density !== undefined && { density }),
    ...(attachesProfile(transformation) && !bilevel && { profile: true }),
    background: blendColor(transformation),
  });
};
