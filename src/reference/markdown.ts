/** The reference page, made from the definitions: what there is, what it takes, how close it is to Cloudinary. */
import type { Definition } from '../params/define.ts';
import { unsupportedDefinitions } from '../params/unsupported.ts';
import type { ArgSpec } from '../values/spec.ts';
import { describeValue } from '../values/describe-value.ts';
import { printValue } from '../values/print-value.ts';
import { type Section, sections } from './sections.ts';

const describeArg = ([name, { value, default: fallback, optional }]: readonly [string, ArgSpec]): string => {
  const rule =
    fallback === undefined
      ? optional === true
        ? 'optional'
        : 'required'
      : `default ${printValue(value, fallback)}`;
  return `\`${name}\`: ${describeValue(value)} (${rule})`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = ({ id, name, summary, argList, status, note, examples, reference }: Definition): string => {
  const written = name === undefined ? `${id}_` : id;
  const details = [summary, ...argList.map(describeArg), ...(note === undefined ? [] : [note])];
  const tried = examples.map(({ chain }) => `\`${chain}\``).join('<br>');
  return `| [\`${written}\`](${reference}) | ${cell(details.join('<br>'))} | ${status} | ${cell(tried)} |`;
};

const section = ({ title, definitions: rows }: Section): string =>
  [
    `## ${title}`,
    '',
    '| parameter | meaning | status | examples |',
    '| --- | --- | --- | --- |',
    ...rows.map(row),
  ].join('\n');

/** Names that share a reason share a line. */
const refusals = (): string => {
  const byReason = new Map<string, string[]>();
  for (const { id, name, summary } of unsupportedDefinitions) {
    byReason.set(summary, [
      ...(byReason.get(summary) ?? []),
      name === undefined ? `\`${id}_\`` : `\`${id}\``,
    ]);
  }
  return [...byReason].map(([reason, names]) => `- ${names.join(' ')}: ${reason}.`).join('\n');
};

export const renderReference = (): string =>
  [
    '# Reference',
    '',
    'Made from the definitions by `npm run reference`. `exact` means as Cloudinary documents it; `approximate` means the',
    'same idea with other numbers, see the note. Whatever is unknown or out of range is refused with a 400 that names it.',
    '',
    ...sections.flatMap((each) => [section(each), '']),
    '## Known, and refused by name',
    '',
    refusals(),
    '',
  ].join('\n');
