/** How many bytes an original has at some widths: by writing it, as JPEG or, where it can be seen through, as WebP. */
import type { MeasuredWeights } from '../ops/facts.ts';
import { uprightSize } from '../plan/info.ts';
import type { Encode, WeightMeasure } from '../plan/plan.ts';
import { develop } from './develop.ts';
import { encodeAs } from './encode.ts';
import { checkAborted } from './failure.ts';
import { imageAt, type Opened } from './opened.ts';
import { onRaw, runPipeline } from './raw-picture.ts';

const black = { r: 0, g: 0, b: 0, alpha: 1 };

export const measureWeights = async (
  opened: Opened,
  { widths }: WeightMeasure,
  signal: AbortSignal,
): Promise<MeasuredWeights> => {
  const full = uprightSize(imageAt(opened, 0).facts);
  const heightFor = (width: number): number => Math.max(1, Math.round((full.height * width) / full.width));
  const widest = Math.max(...widths);
  const source = { kind: 'original', index: 0, decode: { autoOrient: true, page: 0 } } as const;
  const resize = { op: 'resize', width: widest, height: heightFor(widest) } as const;
  const picture = await develop(
    opened,
    { source, operations: widest === full.width ? [] : [resize] },
    signal,
  );
  const format = picture.channels === 4 ? 'webp' : 'jpg';
  const encode: Encode = { format, progressive: 'none', background: black };
  const weights: (readonly [number, number])[] = [];
  for (const width of widths) {
    checkAborted(signal);
    const size = { width, height: heightFor(width), fit: 'fill' } as const;
    const { data } = await runPipeline(onRaw(picture, (image) => encodeAs(image.resize(size), encode)));
    weights.push([width, data.length]);
  }
  return { kind: 'weights', weights };
};
