/** One argument in the form of a card: what may be written, and what helps to write it. */
import { describeValue } from '../../values/describe-value.ts';
import { type Control, controlOf, type Slider } from '../control.ts';
import { escapeHtml } from '../escape-html.ts';
import { type Field, printDefault } from '../playground.ts';

const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`;

/** The number in a text such as `6px`, where there is one. */
export const numberIn = ({ prefix, suffix }: Slider, text: string): number | undefined => {
  if (!text.startsWith(prefix) || !text.endsWith(suffix)) return undefined;
  const number = text.slice(prefix.length, text.length - suffix.length);
  return /^-?\d*\.?\d+$/u.test(number) ? Number(number) : undefined;
};

const startOf = ({ min, max }: Slider): number => Math.min(max, Math.max(min, 0));

const renderSlider = (
  slider: Slider,
  { label }: Field,
  text: string,
  fallback: string | undefined,
): string => {
  const { min, max, step, prefix, suffix } = slider;
  const value = numberIn(slider, text) ?? numberIn(slider, fallback ?? '') ?? startOf(slider);
  return (
    `<input type="range" min="${min}" max="${max}" step="${step}" value="${value}"` +
    `${attribute('data-prefix', prefix)}${attribute('data-suffix', suffix)}${attribute('aria-label', `${label}, as a slider`)}>`
  );
};

/** The digits of a colour as its field may have them: `rgb:8b1e3f`, `d99a1c`. */
export const hexIn = (text: string): string | undefined => {
  const [, digits] = /^(?:rgb:)?([\da-f]{6})(?:[\da-f]{2})?$/iu.exec(text) ?? [];
  return digits === undefined ? undefined : `#${digits.toLowerCase()}`;
};

const renderColor = (text: string, fallback: string | undefined, { label }: Field): string =>
  `<input type="color" value="${hexIn(text) ?? hexIn(fallback ?? '') ?? '#808080'}"${attribute('aria-label', `${label}, as a colour to choose`)}>`;

const renderChoice = ({ words }: Control, field: Field, id: string, text: string): string => {
  const fallback = printDefault(field.spec);
  const none = fallback === undefined ? '—' : `${fallback} (default)`;
  const options = words
    .filter((word) => word !== fallback || words.length === 1)
    .map((word) => `<option${word === text ? ' selected' : ''}>${escapeHtml(word)}</option>`);
  return `<select id="${id}" data-field="${field.key}"><option value="">${escapeHtml(words.length === 1 ? '—' : none)}</option>${options.join('')}</select>`;
};

const renderText = (control: Control, field: Field, id: string, text: string): string => {
  const fallback = printDefault(field.spec);
  const list = control.words.length === 0 ? '' : `${id}-words`;
  const words = control.words.map((word) => `<option value="${escapeHtml(word)}">`).join('');
  return (
    `<input type="text" id="${id}" data-field="${field.key}" value="${escapeHtml(text)}"` +
    `${attribute('placeholder', fallback)}${attribute('list', list === '' ? undefined : list)}` +
    ` aria-describedby="${id}-help" autocomplete="off" autocapitalize="off" spellcheck="false">${
      list === '' ? '' : `<datalist id="${list}">${words}</datalist>`
    }`
  );
};

const ruleOf = ({ spec }: Field): string => {
  const fallback = printDefault(spec);
  return fallback === undefined ? '' : `, ${fallback} when left out`;
};

/** `id` is unique on the page. */
export const renderField = (field: Field, id: string, text: string): string => {
  const control = controlOf(field.spec.value);
  const fallback = printDefault(field.spec);
  const label = `<label for="${id}">${escapeHtml(field.label)}</label>`;
  if (control.closed) return `<div class="field">${label}${renderChoice(control, field, id, text)}</div>`;
  const helpers = [
    ...(control.slider ? [renderSlider(control.slider, field, text, fallback)] : []),
    ...(control.color ? [renderColor(text, fallback, field)] : []),
  ];
  const help = `${describeValue(field.spec.value)}${ruleOf(field)}`;
  return (
    `<div class="field">${label}<div class="entry">${helpers.join('')}${renderText(control, field, id, text)}</div>` +
    `<p class="help" id="${id}-help">${escapeHtml(help)}</p></div>`
  );
};
