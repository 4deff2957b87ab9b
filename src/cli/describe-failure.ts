/** A failure as lines for a terminal, with a caret under what is wrong in the URL. */
import { type Diagnostic, Failure } from '../errors.ts';

const maxShown = 96;

/** Only the neighbourhood of the span, where the text is long. */
const pointAt = (text: string, from: number, to: number): readonly string[] => {
  const start = Math.max(0, Math.min(from - Math.floor(maxShown / 3), text.length - maxShown));
  const before = start > 0 ? '…' : '';
  const shown = before + text.slice(start, start + maxShown) + (start + maxShown < text.length ? '…' : '');
  const column = from - start + before.length;
  const carets = '^'.repeat(Math.max(1, Math.min(to, start + maxShown) - from));
  return [`  ${shown}`, `  ${' '.repeat(column)}${carets}`];
};

export const describeDiagnostic = ({ message, span, hint }: Diagnostic, text?: string): string =>
  [
    `darkroom: ${message}`,
    ...(span === undefined || text === undefined ? [] : pointAt(text, span.from, span.to)),
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ].join('\n');

/** `text` is what spans count in. */
export const describeFailure = (error: unknown, text?: string): string => {
  if (error instanceof Failure) return describeDiagnostic(error.diagnostic, text);
  return `darkroom: ${error instanceof Error ? error.message : String(error)}`;
};
