/** Tells an extension from a dot in a public id. */
import { knownExtensions } from '../values/formats.ts';
import { type Result, refuse, succeed } from '../result.ts';
import type { Decoded } from './decoded.ts';
import { rawOffset } from './decoded.ts';
import { rawSpan } from './percent.ts';

/** One letter and one to four letters or digits: `auto`, `bak`, `v2`; not `1`, `2x` or `htaccess`. */
const extensionLike = /^[a-z][a-z\d]{1,4}$/iu;

export interface NameParts {
  readonly stem: string;
  /** As written; absent when the last dot belongs to the name. */
  readonly extension?: string;
}

/** Takes the last segment of a source apart. */
export const splitExtension = (name: Decoded): Result<NameParts> => {
  const { text } = name;
  const dot = text.lastIndexOf('.');
  const tail = dot === -1 ? '' : text.slice(dot + 1);
  const known = knownExtensions.has(tail.toLowerCase());
  if (!known && !extensionLike.test(tail)) return succeed({ stem: text });
  if (dot === 0) {
    return refuse({
      code: 'url.malformed',
      message: `There is no public id before ${text}`,
      span: rawSpan(name),
    });
  }
  if (known) return succeed({ stem: text.slice(0, dot), extension: tail });
  return refuse({
    code: 'url.invalid-value',
    message: `Invalid extension in transformation: ${tail}`,
    span: { from: rawOffset(name, dot + 1), to: rawOffset(name, text.length) },
    hint: `If .${tail} is part of the public id, write the format behind it: ${text}.jpg`,
  });
};
