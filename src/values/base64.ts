/** Base64 in either alphabet, with or without padding, to text: RFC 4648, sections 4 and 5. The core has no `atob`. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Undefined when it is no base64, or its bytes are no UTF-8. */
export const decodeBase64 = (encoded: string): string | undefined => {
  const text = encoded
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[=]{1,2}$/u, '');
  if (text.length % 4 === 1) return undefined;
  let escaped = '';
  let bits = 0;
  let count = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value === -1) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
};

/** The URL-safe alphabet without padding, which needs no escaping anywhere. */
export const encodeBase64 = (text: string): string => {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|(.)/gu)].map(([, hex, plain]) =>
    hex === undefined ? (plain ?? '').charCodeAt(0) : Number.parseInt(hex, 16),
  );
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const digits = second === undefined ? 2 : third === undefined ? 3 : 4;
    for (let digit = 0; digit < digits; digit += 1) {
      encoded += alphabet.charAt((group >> (18 - 6 * digit)) & 63);
    }
  }
  return encoded.replaceAll('+', '-').replaceAll('/', '_');
};
