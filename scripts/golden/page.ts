/** The review page: expected, actual and difference of every picture beside each other. */
import { checkeredStyle, escapeMarkup, linkFrom } from './markup.ts';

export interface ReviewRow {
  readonly name: string;
  readonly of: string;
  readonly fault: string;
  /** Files by what they show; relative to the page they become links. */
  readonly pictures: readonly (readonly [string, string])[];
}

const writeRow = ({ name, of, fault, pictures }: ReviewRow, folder: string): string => {
  const figures = pictures.map(
    ([title, file]) =>
      `<figure><img src="${linkFrom(folder, file)}" alt=""><figcaption>${escapeMarkup(title)}</figcaption></figure>`,
  );
  return `<section><h2>${escapeMarkup(name)}</h2><p>of ${escapeMarkup(of)}: ${escapeMarkup(fault)}</p>${figures.join('')}</section>`;
};

const style = `body{font:14px/1.5 system-ui,sans-serif;margin:2rem;background:#fff;color:#222}
h2{font-size:1rem;margin:2rem 0 0}p{margin:.2rem 0 .6rem;color:#555}figure{display:inline-block;margin:0 1rem 0 0;vertical-align:top}
figcaption{color:#777}img{display:block;${checkeredStyle}}`;

export const writePage = (rows: readonly ReviewRow[], folder: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Goldens to review</title><style>${style}</style>
<h1>${rows.length} to review</h1>
${rows.map((row) => writeRow(row, folder)).join('\n')}</html>\n`;
