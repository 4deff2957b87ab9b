/** The two ways in which a parameter can be wrong, in Cloudinary's words as far as those are known. */
import type { Span } from '../errors.ts';
import { refuse, type Result } from '../result.ts';

/** Long enough to recognise, short enough for a header. */
const excerpt = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text);

export const unknownParameter = (text: string, span: Span): Result<never> =>
  refuse({
    code: 'url.unknown-parameter',
    message: `Invalid transformation component - ${excerpt(text)}`,
    span,
    hint: 'there is no such parameter; if this is a folder, put a version in front of it: /v1/',
  });

/** What follows a comma and is no parameter is most often the rest of a text. */
export const strayText = (component: string, span: Span): Result<never> =>
  refuse({
    code: 'url.unknown-parameter',
    message: `Invalid transformation component - ${excerpt(component)} (a comma within a text is written %252C)`,
    span,
    hint: 'what stands behind a comma has to be a parameter; a slash within a text is written %252F',
  });

export const invalidValue = (title: string, value: string, expected: string, span: Span): Result<never> =>
  refuse({
    code: 'url.invalid-value',
    message: `Invalid ${title} in transformation: ${excerpt(value)} (expected ${expected})`,
    span,
  });
