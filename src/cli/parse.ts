/**
 * `darkroom parse`: one JSON line for each line of standard input. What begins with http:, https: or // is a URL,
 * everything else a chain of transformations.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Diagnostic } from '../errors.ts';
import { findUnsupported } from '../plan/unsupported.ts';
import { parseDeliveryUrl } from '../url/delivery-url.ts';
import { parseChain } from '../url/parse-chain.ts';
import { printTransformation } from '../url/print.ts';
import type { Transformation } from '../values/ast.ts';
import type { Command } from './command.ts';

/** No server's limits here: what a URL means does not depend on who would serve it. */
const limits = { maxComponents: 1000 } as const;

/** How much is gathered before it is written. */
const chunkCharacters = 64 * 1024;

const describeError = ({ code, message, span, hint }: Diagnostic, input: string): object => ({
  code,
  message,
  span: span === undefined ? [0, input.length] : [span.from, span.to],
  ...(hint === undefined ? undefined : { hint }),
});

const describeMeaning = (transformation: Transformation): object => {
  const unsupported = findUnsupported(transformation).map(({ message }) => message);
  return {
    canonical: printTransformation(transformation),
    ...(unsupported.length === 0 ? undefined : { unsupported }),
  };
};

const parseUrl = (input: string): object => {
  const result = parseDeliveryUrl(input, limits);
  if (!result.ok) return { input, ok: false, error: describeError(result.error, input) };
  const { cloud, resourceType, type, version, publicId, format, signature, transformation } = result.value;
  const identity = { cloud, resourceType, type, version, publicId, format, signature };
  return { input, ok: true, ...describeMeaning(transformation), ...identity };
};

const parseChainLine = (input: string): object => {
  const result = parseChain(input, limits);
  if (!result.ok) return { input, ok: false, error: describeError(result.error, input) };
  return { input, ok: true, ...describeMeaning(result.value) };
};

export const describeLine = (input: string): object =>
  /^(?:https?:|\/\/)/i.test(input) ? parseUrl(input) : parseChainLine(input);

export const parse: Command = async (args, { stdin, print }) => {
  parseArgs({ args: [...args], options: {}, strict: true });
  let pending = '';
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    pending += `${JSON.stringify(describeLine(line))}\n`;
    if (pending.length < chunkCharacters) continue;
    await print(pending);
    pending = '';
  }
  if (pending !== '') await print(pending);
  return 0;
};
