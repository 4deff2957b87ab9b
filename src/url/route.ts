/** Reads the target of a request for a picture. */
import { type Result, refuse } from '../result.ts';
import { type Clouds, findCloud, type FoundCloud } from './cloud.ts';
import type { Decoded } from './decoded.ts';
import type { ParsedUrl } from './parsed-url.ts';
import { parsePath } from './path.ts';
import { decodePercent, rawSpan, splitDecoded } from './percent.ts';

export interface DeliveryOptions extends Clouds {
  readonly maxComponents: number;
  readonly maxUrlBytes?: number;
}

/** The management API, everything of our own, and what load balancers ask for. */
const reserved: ReadonlySet<string> = new Set(['v1_1', 'v2', '_', 'healthz', 'readyz', 'metrics']);

/** Whether a request target is no delivery, whatever stands behind its first segment. */
export const isReserved = (rawTarget: string): boolean => {
  const path = decodePercent(rawTarget.split('?', 1).join(''), 0);
  if (!path.ok) return false;
  const first = splitDecoded(path.value, '/').find(({ text }) => text !== '');
  return first !== undefined && reserved.has(first.text);
};

/** `rawTarget` is path and query as they came, neither decoded nor tidied; spans point into it. */
export const parseDelivery = (rawTarget: string, options: DeliveryOptions): Result<ParsedUrl> => {
  const { maxComponents, maxUrlBytes = 8192 } = options;
  if (rawTarget.length > maxUrlBytes) {
    return refuse({
      code: 'url.too-long',
      message: `The URL has ${rawTarget.length} bytes, and ${maxUrlBytes} are allowed`,
      span: { from: maxUrlBytes, to: rawTarget.length },
    });
  }
  if (!rawTarget.startsWith('/')) {
    return refuse({
      code: 'url.malformed',
      message: 'The path of a delivery URL begins with a slash',
      span: { from: 0, to: Math.min(1, rawTarget.length) },
    });
  }
  const findCloudOrNothing = (segments: readonly Decoded[]): Result<FoundCloud> => {
    const [first] = segments;
    return first && reserved.has(first.text)
      ? refuse({ code: 'http.not-found', message: `There is nothing at ${rawTarget}`, span: rawSpan(first) })
      : findCloud(segments, options);
  };
  return parsePath(rawTarget, 0, { findCloud: findCloudOrNothing, maxComponents });
};
