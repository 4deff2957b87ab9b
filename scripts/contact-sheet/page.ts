/** The page of a contact sheet: every example before and after, on every picture, with its time. */
import type { Definition } from '../../src/params/define.ts';
import { checkeredStyle, escapeMarkup, linkFrom } from '../golden/markup.ts';
import type { Developed } from './develop.ts';
import type { Picture } from './pictures.ts';

export interface Shown {
  readonly picture: Picture;
  readonly before: Developed;
  readonly after: Developed;
}

export interface ShownExample {
  readonly chain: string;
  readonly shown: readonly Shown[];
}

export interface ShownDefinition {
  readonly definition: Definition;
  readonly examples: readonly ShownExample[];
}

export const sayTime = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;

const writeFigure = (developed: Developed, caption: string, folder: string): string => {
  if (developed.kind === 'refused') return `<figure><p>${escapeMarkup(developed.message)}</p></figure>`;
  const source = linkFrom(folder, developed.file);
  return (
    `<figure><a href="${source}"><img loading="lazy" src="${source}" alt=""></a>` +
    `<figcaption>${escapeMarkup(caption)}</figcaption></figure>`
  );
};

const writeShown = ({ picture, before, after }: Shown, folder: string): string => {
  const time = after.kind === 'picture' ? sayTime(after.ms) : '';
  return `<div>${writeFigure(before, picture.name, folder)}${writeFigure(after, time, folder)}</div>`;
};

const writeDefinition = ({ definition, examples }: ShownDefinition, folder: string): string => {
  const { id, summary, status, note } = definition;
  const rows = examples.map(
    ({ chain, shown }) =>
      `<h3>${escapeMarkup(chain)}</h3>${shown.map((one) => writeShown(one, folder)).join('')}`,
  );
  const remark = note === undefined ? '' : ` ${note}`;
  return (
    `<section id="${id}"><h2>${escapeMarkup(id)}</h2>` +
    `<p>${escapeMarkup(`${summary} (${status})${remark}`)}</p>${rows.join('\n')}</section>`
  );
};

const style = `body{font:14px/1.5 system-ui,sans-serif;margin:2rem;background:#fff;color:#222}
nav a{margin-right:.8rem}h2{margin:3rem 0 0}h3{font-size:1rem;margin:1rem 0 .3rem}p{margin:.2rem 0;max-width:50rem;color:#555}
div{display:inline-block;margin:0 1.2rem .6rem 0}figure{display:inline-block;margin:0 .3rem 0 0;vertical-align:top;max-width:24rem}
figcaption{color:#777}img{display:block;max-width:100%;${checkeredStyle}}`;

export const writePage = (definitions: readonly ShownDefinition[], folder: string): string => {
  const links = definitions.map(({ definition: { id } }) => `<a href="#${id}">${escapeMarkup(id)}</a>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>${style}</style>
<nav>${links.join('')}</nav>
${definitions.map((definition) => writeDefinition(definition, folder)).join('\n')}</html>\n`;
};
