/** `g_auto` in all its forms: what is to be kept, found in the picture itself. */
import type { AutoGravity } from './ast.ts';

const methods = ['classic', 'subject'] as const;

/** Words for faces; landmarks make no difference to where a crop goes, so that the add-on's words are the same. */
const focuses: Readonly<Record<string, AutoGravity['focus']>> = {
  face: 'face',
  faces: 'faces',
  body: 'body',
  adv_face: 'face',
  adv_faces: 'faces',
  adv_eyes: 'faces',
  none: 'none',
};

const weighted = /^(.+?)_(?:(\d{1,3})|(avoid))$/u;
const area = /^aoi_([\d.]+)_([\d.]+)_([\d.]+)_([\d.]+)$/u;
const side = /^(?:\d{1,8}|\d{0,3}\.\d{1,6})$/u;

type Draft = { -readonly [Key in keyof AutoGravity]: AutoGravity[Key] };

/** Reads one word into the draft; false for what is none, or was said before. */
type Read = (text: string, draft: Draft) => boolean;

const readMethod: Read = (text, draft) => {
  const method = methods.find((each) => each === text);
  if (method === undefined || draft.method !== undefined) return false;
  draft.method = method;
  return true;
};

const readFocus: Read = (text, draft) => {
  if (draft.focus !== 'faces' || draft.weight !== 100) return false;
  const [, name = text, weight, avoid] = focuses[text] === undefined ? (weighted.exec(text) ?? []) : [];
  const focus = focuses[name];
  if (focus === undefined || (focus === 'none' && name !== text) || Number(weight ?? 0) > 100) return false;
  draft.focus = focus;
  if (avoid !== undefined) draft.weight = 'avoid';
  else if (weight !== undefined) draft.weight = Number(weight);
  return true;
};

/** Whole pixels, or fractions where there is a decimal point in any: never a mixture of both. */
const readArea: Read = (text, draft) => {
  const [, ...sides] = area.exec(text) ?? [];
  if (sides.length === 0 || draft.area !== undefined || !sides.every((each) => side.test(each))) return false;
  const [x = 0, y = 0, width = 0, height = 0] = sides.map(Number);
  const unit = sides.some((each) => each.includes('.')) ? 'fraction' : 'px';
  if (width <= 0 || height <= 0) return false;
  draft.area = { unit, x, y, width, height };
  return true;
};

const readKeep: Read = (text, draft) => {
  if (!/^\d{1,3}$/u.test(text) || Number(text) > 100 || draft.keep !== undefined) return false;
  draft.keep = Number(text);
  return true;
};

const readWord: Read = (text, draft) => {
  if (text === 'thirds_0' || text === 'thirds_1') {
    draft.thirds = text === 'thirds_1';
    return true;
  }
  if (text !== 'custom_no_override') return false;
  draft.overridden = false;
  return true;
};

const reads = [readMethod, readFocus, readArea, readKeep, readWord];

/** What `auto` alone says. */
export const plainAuto: AutoGravity = {
  gravity: 'auto',
  focus: 'faces',
  weight: 100,
  thirds: true,
  overridden: true,
};

/** Undefined for what is none. */
export const parseAutoGravity = (text: string): AutoGravity | undefined => {
  const [head, ...words] = text.split(':');
  if (head !== 'auto') return undefined;
  const draft: Draft = { ...plainAuto };
  return words.every((word) => reads.some((read) => read(word, draft))) ? draft : undefined;
};

const printFocus = ({ focus, weight }: AutoGravity): readonly string[] => {
  if (weight !== 100) return [`${focus}_${weight}`];
  return focus === 'faces' ? [] : [focus];
};

export const printAutoGravity = (gravity: AutoGravity): string => {
  const { method, area: box, keep, thirds, overridden } = gravity;
  const sides = box && [box.x, box.y, box.width, box.height];
  const spell = (value: number): string =>
    box?.unit === 'fraction' && Number.isInteger(value) ? `${value}.0` : String(value);
  return [
    'auto',
    ...(method === undefined ? [] : [method]),
    ...printFocus(gravity),
    ...(sides === undefined ? [] : [`aoi_${sides.map(spell).join('_')}`]),
    ...(overridden ? [] : ['custom_no_override']),
    ...(thirds ? [] : ['thirds_0']),
    ...(keep === undefined ? [] : [String(keep)]),
  ].join(':');
};

export const describeAutoGravity =
  'auto[:classic|subject][:face|faces|body|none][:aoi_X_Y_W_H][:custom_no_override][:thirds_0][:0..100]';
