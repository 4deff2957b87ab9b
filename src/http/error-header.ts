/** `X-Cld-Error`: what is wrong, for whoever only sees headers. */
const maxErrorHeaderBytes = 512;

/** Half of a surrogate pair: cannot be written as UTF-8. */
const loneSurrogate = /\p{Cs}/u;

/** Printable ASCII as it is, everything else percent-encoded; what is too long ends at a whole character. */
export const encodeErrorHeader = (text: string): string => {
  let encoded = '';
  for (const character of text) {
    const piece = /[\x20-\x7e]/.test(character)
      ? character
      : encodeURIComponent(loneSurrogate.test(character) ? '\uFFFD' : character);
    if (encoded.length + piece.length > maxErrorHeaderBytes) break;
    encoded += piece;
  }
  return encoded.trim();
};
