/** Filters as 16-bit integers, in the order in which assembly/mobile-net.ts reads them. */

/** A filter for each of `count` results, over `channels`: that of a channel has the weights of all results side by side. */
export interface Filters {
  readonly weights: Float32Array;
  readonly channels: number;
  readonly count: number;
}

export interface RoundedFilters {
  readonly values: Int16Array;
  /** An even number: a channel of zeros is added to an odd one. */
  readonly channels: number;
  readonly count: number;
  /** By which a sum of products is to be multiplied. */
  readonly scales: Float32Array;
}

/** Results that are computed together. */
export const groupOf = 8;

const mostShort = 32_767;
const mostSum = 2 ** 31 - 1;

/**
 * `one` is the integer that stands for 1 in what is filtered, and `most` the largest that occurs there: each filter is
 * written as finely as its sums allow, which no picture can make too large.
 */
export const roundFilters = (
  filters: Filters,
  { one, most }: Record<'most' | 'one', number>,
): RoundedFilters => {
  const { weights, count } = filters;
  const channels = filters.channels + (filters.channels % 2);
  const values = new Int16Array(channels * count);
  const scales = new Float32Array(count);
  for (let result = 0; result < count; result += 1) {
    const own = Float64Array.from(
      { length: channels },
      (_, channel) => weights[channel * count + result] ?? 0,
    );
    if (channels > filters.channels) own[filters.channels] = 0; // not the first of the next
    const largest = own.reduce((found, weight) => Math.max(found, Math.abs(weight)), 0);
    const total = own.reduce((sum, weight) => sum + Math.abs(weight), 0);
    // Rounding adds half at most to each.
    const fineness = Math.min(mostShort / largest, (mostSum / most - channels / 2) / total);
    const isEmpty = largest === 0;
    scales[result] = isEmpty ? 0 : 1 / (fineness * one);
    if (isEmpty) continue;
    const group = Math.floor(result / groupOf) * groupOf * channels + (result % groupOf) * 2;
    for (let channel = 0; channel < channels; channel += 1) {
      const pair = Math.floor(channel / 2) * groupOf * 2;
      values[group + pair + (channel % 2)] = Math.round((own[channel] ?? 0) * fineness);
    }
  }
  return { values, channels, count, scales };
};
