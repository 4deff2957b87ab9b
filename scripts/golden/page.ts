/** The review page: expected, actual and difference of every picture beside each other. */
import path from 'node:path';

export interface ReviewRow {
  readonly name: string;
  readonly of: string;
  readonly fault: string;
  /** Files by what they show; relative to the page they become links. */
  readonly pictures: readonly (readonly [string, string])[];
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const link = (from: string, file: string): string =>
  path.relative(from, file).split(path.sep).map(encodeURIComponent).join('/');

const writeRow = ({ name, of, fault, pictures }: ReviewRow, folder: string): string => {
  const figures = pictures.map(
    ([title, file]) =>
      `<figure><img src="${link(folder, file)}" alt=""><figcaption>${escapeHtml(title)}</figcaption></figure>`,
  );
  return `<section><h2>${escapeHtml(name)}</h2><p>of ${escapeHtml(of)}: ${escapeHtml(fault)}</p>${figures.join('')}</section>`;
};

const style = `body{font:14px/1.5 system-ui,sans-serif;margin:2rem;background:#fff;color:#222}
h2{font-size:1rem;margin:2rem 0 0}p{margin:.2rem 0 .6rem;color:#555}figure{display:inline-block;margin:0 1rem 0 0;vertical-align:top}
figcaption{color:#777}img{display:block;background:repeating-conic-gradient(#ddd 0 25%,#fff 0 50%) 0 0/16px 16px}`;

export const writePage = (rows: readonly ReviewRow[], folder: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Goldens to review</title><style>${style}</style>
<h1>${rows.length} to review</h1>
${rows.map((row) => writeRow(row, folder)).join('\n')}</html>\n`;
