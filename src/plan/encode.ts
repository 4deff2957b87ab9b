/** Which format and settings the result is written with: f_ beats the extension, which beats the original's format. */
import type { Facts, OutputFormat, SourceFormat } from '../ops/facts.ts';
import { progressive } from '../params/delivery/flags.ts';
import { format as formatParam } from '../params/delivery/format.ts';
import { quality } from '../params/delivery/quality.ts';
import { b as background } from '../params/qualifiers.ts';
import { opacity } from '../params/style/opacity.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Color, Transformation } from '../values/ast.ts';
import { white } from '../values/color.ts';
import { readLast } from './delivery-flags.ts';
import type { Encode } from './plan.ts';

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
  ['svg', 'svg'],
]);

export const hasAlpha = (format: OutputFormat): boolean => format !== 'jpg';

/** The wanted format by name; `svg` only ever means the original itself. */
export const wantedFormat = (
  transformation: Transformation,
  facts: Facts,
  extension: string | undefined,
): Result<SourceFormat> => {
  const named = readLast(transformation, formatParam)?.format;
  if (named !== undefined) return succeed(named);
  if (extension === undefined) return succeed(facts.format);
  const format = byExtension.get(extension);
  if (format !== undefined && (format !== 'svg' || facts.format === 'svg')) return succeed(format);
  return refuse({
    code: 'url.unsupported',
    message: `Not supported: we cannot write ${extension}; use one of jpg, png, webp, avif, gif, tiff`,
  });
};

/** o_ blends over the b_ of its own component where the format has no alpha; everything else shows white. */
const blendColor = (transformation: Transformation): Color => {
  const component = transformation.findLast(({ params }) => params.some(({ id }) => id === opacity.id));
  const color = component && readLast([component], background)?.value;
  return color?.alpha === 1 ? color : white;
};

export const readEncode = (transformation: Transformation, format: OutputFormat): Encode => {
  const { level, chroma } = readLast(transformation, quality) ?? {};
  return {
    format,
    ...(level !== undefined && { quality: level }),
    ...(chroma !== undefined && { chroma }),
    progressive: readLast(transformation, progressive)?.mode ?? 'none',
    background: blendColor(transformation),
  };
};
