/**
 * Automatic quality against fixed ones, on the photographs beside the repository: how near scores come to what they
 * should be, what bytes they take, and what the first answer costs. Scores are of SSIMULACRA 2.1, over the whole picture.
 */
import { readdir, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { render } from '../src/index.ts';
import type { RawPicture } from '../src/pixel/raw-picture.ts';
import { ssimulacra2 } from '../src/pixel/quality/ssimulacra2.ts';
import { timePair } from './measure.ts';
import type { Measurement } from './report.ts';

const folder = new URL('../../shared/photos/', import.meta.url);

/** Between these, what a fixed quality gives is read off a line. */
const fixed = {
  jpg: [45, 60, 70, 80, 90],
  webp: [45, 60, 75, 83, 91],
  avif: [45, 55, 62, 70, 78],
} as const;
type Format = keyof typeof fixed;

const levels = ['best', 'good', 'eco', 'low'] as const;
const avifClient = 'image/avif,image/webp';

interface Photo {
  readonly bytes: Uint8Array;
  readonly picture: RawPicture;
}

interface Seen {
  readonly score: number;
  readonly bytes: number;
}

const decode = async (bytes: Uint8Array): Promise<RawPicture> => {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
};

const loadPhotos = async (): Promise<readonly Photo[]> => {
  const names = await readdir(folder).catch(() => []);
  const photos: Photo[] = [];
  for (const name of names.filter((file) => file.endsWith('.png'))) {
    const bytes = await readFile(new URL(name, folder));
    photos.push({ bytes, picture: await decode(bytes) });
  }
  return photos;
};

const see = async (photo: Photo, chain: string, accept?: string): Promise<Seen> => {
  const { bytes } = await render(photo.bytes, chain, accept === undefined ? {} : { accept });
  return { score: ssimulacra2(photo.picture, await decode(bytes)), bytes: bytes.length };
};

const seeAll = async (photos: readonly Photo[], chain: string, accept?: string): Promise<readonly Seen[]> => {
  const all: Seen[] = [];
  for (const photo of photos) all.push(await see(photo, chain, accept));
  return all;
};

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

interface Summary {
  readonly mean: number;
  readonly spread: number;
  /** A tenth of the pictures looks no better. */
  readonly tenth: number;
  readonly bytes: number;
}

const summarize = (seen: readonly Seen[]): Summary => {
  const scores = seen.map(({ score }) => score).sort((a, b) => a - b);
  const middle = mean(scores);
  const place = (scores.length - 1) / 10;
  const [below = 0, above = below] = [scores[Math.floor(place)], scores[Math.ceil(place)]];
  return {
    mean: middle,
    spread: Math.sqrt(mean(scores.map((score) => (score - middle) ** 2))),
    tenth: below + (above - below) * (place - Math.floor(place)),
    bytes: seen.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};

/** What the fixed quality whose `by` is so much would give; beyond the ends, what the end gives. */
const fixedAt = (summaries: readonly Summary[], by: 'mean' | 'tenth', wanted: number): Summary => {
  const sorted = [...summaries].sort((a, b) => a[by] - b[by]);
  const next = Math.max(
    1,
    Math.min(
      sorted.length - 1,
      sorted.findIndex((summary) => summary[by] >= wanted),
    ),
  );
  const [low, high] = [sorted[next - 1], sorted[next]];
  if (low === undefined || high === undefined) throw new Error('There are too few fixed qualities');
  const part = Math.max(0, Math.min(1, (wanted - low[by]) / (high[by] - low[by])));
  const between = (key: keyof Summary): number => low[key] + (high[key] - low[key]) * part;
  return {
    mean: between('mean'),
    spread: between('spread'),
    tenth: between('tenth'),
    bytes: between('bytes'),
  };
};

const percent = (share: number): string => `${share >= 0 ? '+' : ''}${(share * 100).toFixed(0)} %`;

const describe = ({ mean: middle, spread, tenth }: Summary): string =>
  `${middle.toFixed(1)} ± ${spread.toFixed(2)}, p10 ${tenth.toFixed(1)}`;

const measureFormat = async (
  photos: readonly Photo[],
  format: Format,
  q80Bytes: number,
): Promise<readonly Measurement[]> => {
  const summaries: Summary[] = [];
  for (const quality of fixed[format]) {
    summaries.push(summarize(await seeAll(photos, `f_${format},q_${quality}`)));
  }
  const measurements: Measurement[] = [];
  for (const level of levels) {
    const found = summarize(await seeAll(photos, `f_${format},q_auto:${level}`));
    const same = fixedAt(summaries, 'mean', found.mean);
    const asSafe = fixedAt(summaries, 'tenth', found.tenth);
    const more = asSafe.bytes / found.bytes - 1;
    const ratio = found.spread / same.spread;
    measurements.push({
      what: `q_auto:${level} ${format}: ${describe(found)}, ${percent(found.bytes / q80Bytes - 1)} of jpg q80`,
      figure: `${ratio.toFixed(2)}x spread, fixed ${percent(more)}`,
      budget: '<= 0.5x spread, fixed >= +10 %',
      met: ratio <= 0.5 && more >= 0.1,
    });
  }
  return measurements;
};

const measureTime = async (
  { bytes, picture }: Photo,
  chain: string,
  against: string,
  turns: number,
): Promise<Measurement> => {
  const { ratio } = await timePair(
    async () => render(bytes, chain, { hurry: true }),
    async () => render(bytes, against),
    turns,
  );
  return {
    what: `first answer with ${chain}, ${picture.width} x ${picture.height}`,
    figure: `${(1 / ratio).toFixed(2)}x the time of ${against}`,
    budget: '<= 1.6x',
    met: 1 / ratio <= 1.6,
  };
};

export const benchQuality = async (turns: number): Promise<readonly Measurement[]> => {
  const photos = await loadPhotos();
  const [first] = photos;
  if (first === undefined) {
    return [{ what: 'quality', figure: 'no photographs in ../shared/photos', budget: 'some', met: false }];
  }
  const q80 = summarize(await seeAll(photos, 'f_jpg,q_80'));
  const measurements: Measurement[] = [];
  for (const format of ['jpg', 'webp', 'avif'] as const) {
    measurements.push(...(await measureFormat(photos, format, q80.bytes)));
  }
  const open = summarize(await seeAll(photos, 'f_auto,q_auto', avifClient));
  const saved = 1 - open.bytes / q80.bytes;
  measurements.push({
    what: `f_auto,q_auto for an AVIF client: ${describe(open)}`,
    figure: `${percent(-saved)} of jpg q80 (${describe(q80)})`,
    budget: '<= -35 %, p10 no lower',
    met: saved >= 0.35 && open.tenth >= q80.tenth,
  });
  sharp.concurrency(1); // as in a server's workers
  for (const photo of [first, photos.at(-1) ?? first]) {
    for (const format of ['jpg', 'webp', 'avif'] as const) {
      measurements.push(await measureTime(photo, `f_${format},q_auto`, `f_${format}`, turns));
    }
  }
  return measurements;
};
