/** A chain on its own, as SDKs keep it for eager and named transformations and as people type it on a command line. */
import type { Result } from '../result.ts';
import type { Transformation } from '../values/ast.ts';
import { parseTransformation } from './parse-transformation.ts';
import { decodePercent, splitDecoded } from './percent.ts';

/** Slashes too many are forgiven, as in URLs. Spans count in `chain`. */
export const parseChain = (
  chain: string,
  limits: { readonly maxComponents: number },
): Result<Transformation> => {
  const decoded = decodePercent(chain, 0);
  if (!decoded.ok) return decoded;
  const segments = splitDecoded(decoded.value, '/').filter(({ text }) => text !== '');
  return parseTransformation(segments, limits);
};
