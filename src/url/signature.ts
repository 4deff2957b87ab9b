/**
 * Verifies the `s--...--` of a delivery URL: base64 of SHA-1 or SHA-256 over chain, source and secret.
 * https://cloudinary.com/documentation/delivery_url_signatures
 */
import type { ParsedUrl } from './parsed-url.ts';
import { decodePercent } from './percent.ts';

type Algorithm = 'sha1' | 'sha256';

/** Base64 of the digest of UTF-8 text. */
export type Digest = (algorithm: Algorithm, text: string) => string;

/** `signature_algorithm` chooses among those of 8 characters, `long_url_signature` is the one of 32. */
const algorithmsByLength: Readonly<Partial<Record<number, readonly Algorithm[]>>> = {
  8: ['sha1', 'sha256'],
  32: ['sha256'],
};

/** Decoded once; undefined where that would leave escapes, and so sign for a second meaning. */
const decodeFully = (text: string): string | undefined => {
  const decoded = decodePercent(text, 0);
  return decoded.ok && !decoded.value.text.includes('%') ? decoded.value.text : undefined;
};

/**
 * SDKs sign the source as they write it, but the chain before it is escaped: some spaces (the Node SDK escapes them
 * last), some anything (whoever sends the URL escapes the rest). So the chain is tried in all three spellings before
 * the source as written, and then both together.
 */
const signedForms = ({ signedText, signedChainLength = 0 }: ParsedUrl): ReadonlySet<string> => {
  const forms = new Set([signedText]);
  if (!signedText.includes('%')) return forms;
  const chain = signedText.slice(0, signedChainLength);
  const source = signedText.slice(signedChainLength);
  const decodedChain = decodeFully(chain);
  const decodedAll = decodeFully(signedText);
  forms.add(chain.replaceAll('%20', ' ') + source);
  forms.add(signedText.replaceAll('%20', ' '));
  if (decodedChain !== undefined) forms.add(decodedChain + source);
  if (decodedAll !== undefined) forms.add(decodedAll);
  return forms;
};

/** Takes the same time wherever the first difference is. */
const equalInConstantTime = (given: string, expected: string): boolean => {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at += 1) {
    difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  }
  return difference === 0;
};

const toUrlSafe = (base64: string): string => base64.replaceAll('/', '_').replaceAll('+', '-');

/** Whether the URL's signature is one of those that any of the secrets gives. False when it has none. */
export const signatureMatches = (url: ParsedUrl, secrets: readonly string[], digest: Digest): boolean => {
  const given = url.signature ?? '';
  const algorithms = algorithmsByLength[given.length] ?? [];
  let matches = false;
  for (const form of signedForms(url)) {
    for (const secret of secrets) {
      for (const algorithm of algorithms) {
        const expected = toUrlSafe(digest(algorithm, form + secret)).slice(0, given.length);
        if (equalInConstantTime(given, expected)) matches = true; // and go on, so that time tells nothing
      }
    }
  }
  return matches;
};
