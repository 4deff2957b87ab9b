/** Content-Disposition for downloads: a name that no client can misread, whatever the URL says. */

/** `filename*` allows a little less than encodeURIComponent leaves (RFC 8187, attr-char). */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** Only the last part of a path, without control characters, direction marks and lone halves of surrogate pairs. */
const cleanName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const printable = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  return /^\.*$/.test(printable) ? 'download' : printable;
};

/**
 * RFC 6266: an ASCII `filename` for old clients, and `filename*` where the name has more than that. A percent sign
 * goes into `filename*` too, because some clients decode it in `filename` (RFC 6266, appendix D).
 */
export const attachmentOf = (name: string): string => {
  const clean = cleanName(name);
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const plain = `attachment; filename="${ascii}"`;
  return ascii === clean ? plain : `${plain}; filename*=UTF-8''${encodeExtended(clean)}`;
};
