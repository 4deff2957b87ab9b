/** How much of the language there is, counted from the definitions. */
import { allDefinitions } from '../params/index.ts';
import type { Definition, Status } from '../params/define.ts';
import { g } from '../params/qualifiers.ts';
import { parseValue } from '../values/parse-value.ts';

/** Every gravity that Cloudinary's reference names, but for the objects of its add-ons, which have no end. */
const documentedGravities = (
  'north_west north north_east west center east south_west south south_east xy_center face faces face:center ' +
  'faces:center face:auto faces:auto custom custom:face custom:faces adv_face adv_faces adv_eyes auto auto:subject ' +
  'auto:classic auto:face auto:faces auto:none auto:aoi_1_1_9_9 body liquid ocr_text region_!name! ' +
  'clipping_path_!name! cld-decompose_tile track_person'
).split(' ');

export interface Support {
  readonly kind: string;
  readonly counts: Readonly<Record<Status, number>>;
}

const count = (kind: string, statuses: readonly Status[]): Support => {
  const of = (status: Status): number => statuses.filter((each) => each === status).length;
  const counts = { exact: of('exact'), approximate: of('approximate'), unsupported: of('unsupported') };
  return { kind, counts };
};

const statusesOf = (belongs: (definition: Definition) => boolean): readonly Status[] =>
  allDefinitions.filter(belongs).map(({ status }) => status);

const gravityStatus = (word: string): Status =>
  parseValue(g.args.value.value, word) === undefined ? 'unsupported' : 'exact';

export const countSupport = (): readonly Support[] => [
  count(
    'Parameters',
    statusesOf(({ name }) => name === undefined),
  ),
  count(
    'Crop modes',
    statusesOf(({ key, name }) => key === 'c' && name !== undefined),
  ),
  count('Gravities', documentedGravities.map(gravityStatus)),
  count(
    'Effects',
    statusesOf(({ key, name }) => key === 'e' && name !== undefined),
  ),
  count(
    'Flags',
    statusesOf(({ key, name }) => key === 'fl' && name !== undefined),
  ),
];

const row = ({ kind, counts: { exact, approximate, unsupported } }: Support): string =>
  `| ${kind.padEnd(10)} | ${String(exact).padEnd(5)} | ${String(approximate).padEnd(11)} | ${String(unsupported).padEnd(15)} |`;

/** As it stands in README.md, laid out as prettier would. */
export const renderCompat = (): string =>
  [
    '| what       | exact | approximate | refused by name |',
    '| ---------- | ----- | ----------- | --------------- |',
    ...countSupport().map(row),
  ].join('\n');
