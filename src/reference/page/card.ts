/** One definition on the page: what it does, and a place to try it. Everything is there before any script runs. */
import type { Definition, Example } from '../../params/define.ts';
import { paintPath, pathOf, readChain } from '../address.ts';
import { escapeHtml } from '../escape-html.ts';
import { type Field, fieldsOf, openChain } from '../playground.ts';
import { chainBefore, sourceOf, trialsOf } from '../trials.ts';
import { renderField } from './field.ts';

/** From the page to where paths begin. */
export const root = '../';

/** Of the definition's own; more, and the rest is folded away with what the example does not use. */
const ownFieldsShown = 6;

const statusWords: Readonly<Record<Definition['status'], string>> = {
  exact: 'exact',
  approximate: 'approximate',
  unsupported: 'refused',
};

export const writtenAs = ({ id, key, name, shape }: Definition): string => {
  if (name !== undefined) return id;
  return shape === 'flow' && key === '$' ? '$name' : `${key}_`;
};

const renderHead = (definition: Definition): string => {
  const { id, title, status, reference } = definition;
  const written = escapeHtml(writtenAs(definition));
  const plainTitle = title === id ? '' : `<span class="title">${escapeHtml(title)}</span>`;
  return (
    `<header><h3 id="${escapeHtml(id)}-title"><a href="#${encodeURIComponent(id)}"><code>${written}</code></a> ${plainTitle}</h3>` +
    `<span class="status ${status}">${statusWords[status]}</span>` +
    `<a class="docs" href="${escapeHtml(reference)}" rel="noreferrer" aria-label="${written} in Cloudinary’s documentation">Cloudinary’s docs</a></header>`
  );
};

const pictureOf = (cloud: string, chain: string, original: string): string => {
  const read = readChain(chain);
  return escapeHtml(
    `${root}${pathOf({ cloud, chain: read.ok ? read.value : chain, source: sourceOf(original) })}`,
  );
};

const renderPictures = (cloud: string, { chain, of }: Example): string => `
<div class="pair">
  <figure class="before"><img loading="lazy" decoding="async" src="${pictureOf(cloud, chainBefore(chain), of)}" alt="${escapeHtml(of)}, as it is"><figcaption>${escapeHtml(of)}</figcaption></figure>
  <span class="arrow" aria-hidden="true">→</span>
  <figure class="after"><img loading="lazy" decoding="async" src="${pictureOf(cloud, chain, of)}" alt="${escapeHtml(of)}, developed"><figcaption></figcaption></figure>
</div>`;

const renderExamples = (cloud: string, trials: readonly Example[]): string =>
  trials.length < 2
    ? ''
    : `<ul class="examples" aria-label="Examples">${trials
        .map(
          ({ chain, of }, index) =>
            `<li><button type="button" class="example" aria-pressed="${index === 0}" data-chain="${escapeHtml(chain)}" data-of="${escapeHtml(of)}">` +
            `<img loading="lazy" decoding="async" src="${pictureOf(cloud, chain, of)}" alt=""><code>${escapeHtml(chain)}</code></button></li>`,
        )
        .join('')}</ul>`;

const renderFields = (definition: Definition, fields: readonly Field[], trial: Example): string => {
  const texts = openChain(definition, trial.chain)?.texts ?? {};
  const own = definition.argList.length;
  const isShown = ({ key }: Field, index: number): boolean =>
    texts[key] !== undefined || (index < own && index < ownFieldsShown);
  const render = (field: Field): string =>
    renderField(field, escapeHtml(`${definition.id}--${field.key}`), texts[field.key] ?? '');
  const folded = fields.filter((field, index) => !isShown(field, index));
  const names = folded.map(({ label }) => label).join(', ');
  return [
    ...fields.filter(isShown).map(render),
    ...(folded.length === 0
      ? []
      : [`<details><summary>${escapeHtml(names)}</summary>${folded.map(render).join('')}</details>`]),
  ].join('');
};

const renderChain = ({ id }: Definition, { chain }: Example): string => {
  const name = escapeHtml(`${id}--chain`);
  return (
    `<div class="field chain"><label for="${name}">chain</label><input type="text" id="${name}" value="${escapeHtml(chain)}"` +
    ` autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="${name}-verdict"></div>` +
    `<p class="verdict" id="${name}-verdict" role="status"></p>`
  );
};

const renderAddress = (cloud: string, { chain, of }: Example): string => {
  const read = readChain(chain);
  const address = { cloud, chain: read.ok ? read.value : chain, source: sourceOf(of) };
  const path = escapeHtml(pathOf(address));
  return (
    `<div class="address"><a class="url" href="${root}${path}">${paintPath(address)}</a>` +
    `<button type="button" class="copy" hidden>Copy URL</button>` +
    `<a class="explain" href="explain/${path}">Explain</a></div>`
  );
};

const renderTrial = (cloud: string, definition: Definition): string => {
  const trials = trialsOf(definition);
  const [trial] = trials;
  if (trial === undefined) return '';
  const fields = fieldsOf(definition);
  return `
<div class="try" data-of="${escapeHtml(trial.of)}">
  ${renderPictures(cloud, trial)}
  <form autocomplete="off" aria-label="Try ${escapeHtml(writtenAs(definition))}">${renderFields(definition, fields, trial)}${renderChain(definition, trial)}</form>
  ${renderAddress(cloud, trial)}
  ${renderExamples(cloud, trials)}
</div>`;
};

export const renderCard = (cloud: string, kind: string, definition: Definition): string => {
  const { id, summary, note, status } = definition;
  const remark = note === undefined || note === summary ? '' : `<p class="note">${escapeHtml(note)}</p>`;
  const sentence = status === 'unsupported' ? `Not supported: ${summary}.` : summary;
  return `
<article id="${escapeHtml(id)}" data-kind="${kind}" data-status="${status}" aria-labelledby="${escapeHtml(id)}-title">
  ${renderHead(definition)}
  <p class="summary">${escapeHtml(sentence)}</p>${remark}${status === 'unsupported' ? '' : renderTrial(cloud, definition)}
</article>`;
};
