/** Texts and files as HTML and SVG want them. */
import path from 'node:path';

export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The address of a file, for a page that lies in a folder. */
export const linkFrom = (folder: string, file: string): string =>
  path.relative(folder, file).split(path.sep).map(encodeURIComponent).join('/');

/** Squares behind a picture show where it is transparent. */
export const checkeredStyle = 'background:repeating-conic-gradient(#ddd 0 25%,#fff 0 50%) 0 0/16px 16px';
