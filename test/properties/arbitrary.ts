/** What the language can say, drawn at random from the definitions: no test here knows a parameter by name. */
import fc from 'fast-check';
import type { Definition, LayerPart } from '../../src/params/define.ts';
import { definitions } from '../../src/params/index.ts';
import { colorNames } from '../../src/values/color-names.ts';
import type { ArgSpec, ValueSpec } from '../../src/values/spec.ts';

type Texts = fc.Arbitrary<string>;

/** Small numbers are what URLs hold, and what plans can serve; the far ends of a range are visited too. */
const wholeNumber = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min, max: Math.max(min, Math.min(max, 400)) }) },
    { weight: 2, arbitrary: fc.integer({ min, max: Math.max(min, Math.min(max, 9000)) }) },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
  );

const smallWhole = (min: number, max: number): fc.Arbitrary<number> => wholeNumber(Math.max(min, -3000), max);

const hex = (length: number): Texts =>
  fc
    .array(fc.constantFrom(...Array.from('0123456789abcdefABCDEF')), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

const anyHex = fc.oneof(hex(3), hex(4), hex(6), hex(8));

const colorText = (bareHex: boolean): Texts =>
  fc.oneof(
    fc.constantFrom(...colorNames.keys(), 'transparent', 'none', 'RED'),
    anyHex.map((digits) => `rgb:${digits}`),
    ...(bareHex ? [anyHex.map((digits) => `f${digits.slice(1)}`)] : []), // all digits could be a number before it
  );

const lengthText = (minPx: number, maxPx: number): Texts =>
  fc.oneof(
    { weight: 3, arbitrary: smallWhole(minPx, maxPx).map(String) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: minPx > 0 ? 1 : minPx < 0 ? -300 : 0, max: 300 })
        .map((hundredths) => (hundredths / 100).toFixed(2)),
    },
  );

const ratioText: Texts = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).map((sides) => sides.join(':')),
  fc.integer({ min: 1, max: 900 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  fc.integer({ min: 1, max: 9 }).map(String),
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }))
    .map((sides) => sides.join(':')),
);

const textText: Texts = fc
  .array(fc.constantFrom(...Array.from('abcXYZ019_-! '), '%2E', '%20'), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

const backdropText: Texts = fc.oneof(
  fc.constantFrom(
    'auto',
    'auto:border',
    'auto:predominant_contrast',
    'auto:border_gradient',
    'blurred',
    'blurred:100:0',
  ),
  fc.constantFrom(
    'auto:border_gradient_contrast:2:diagonal_asc:palette_red_00f_gold',
    'auto:predominant_gradient:4',
  ),
  fc.integer({ min: 1, max: 2000 }).map((intensity) => `blurred:${intensity}`),
  fc.integer({ min: -300, max: 100 }).map((brightness) => `blurred:50:${brightness}`),
);

const autoGravityText: Texts = fc
  .tuple(
    fc.constantFrom('', ':classic', ':subject'),
    fc.constantFrom('', ':face', ':faces', ':none', ':body', ':adv_eyes', ':face_30', ':faces_avoid'),
    fc.constantFrom('', ':aoi_10_20_30_40', ':aoi_0.1_0_1_0.5'),
    fc.constantFrom('', ':custom_no_override', ':thirds_0', ':thirds_1'),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: 0, max: 100 }).map((keep) => `:${keep}`),
    ),
  )
  .map((parts) => `auto${parts.join('')}`);

const idText: Texts = fc
  .array(fc.constantFrom('logo', 'a b', 'text', 'private', 'folder', 'x.png', 'ü', '1'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((names) => names.join(':'));

const words: Texts = fc
  .array(
    fc.constantFrom(
      ...Array.from('abcXYZ 019_-!:.?'),
      '%252C',
      '%2C',
      '%0A',
      '% ',
      '$',
      '<b>',
      '&amp;',
      '🍺',
      '%25',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

const layerText: Texts = fc.oneof(
  idText.filter((id) => !/^(?:text|fetch|lut)(?::|$)/u.test(id)),
  fc.constantFrom('private:logo', 'authenticated:dir:logo', 'image:upload:logo', 'upload:text:logo'),
  fc.constantFrom('fetch:aHR0cHM6Ly9leGFtcGxlLmNvbS9hLnBuZw==', 'fetch:aHR0cHM6Ly9leGFtcGxlLmNvbS_DvC5wbmc'),
  fc.constantFrom('lut:warm.cube', 'lut:dir:cold.3dl'),
  fc
    .tuple(
      fc.constantFrom('Arial_20', 'Open%20Sans_31_bold', 'Roboto_12_letter_spacing_4_italic', 'brand.ttf_12'),
      words,
    )
    .map(([style, text]) => `text:${style}:${text}`),
);

/** A value of this kind, within its range, as somebody might spell it. */
export const arbitraryFor = (spec: ValueSpec): Texts => {
  switch (spec.kind) {
    case 'int':
      return wholeNumber(spec.min, spec.max).map((value) => `${value}${spec.suffix ?? ''}`);
    case 'number':
      return fc
        .integer({ min: Math.ceil(spec.min * 100), max: Math.floor(spec.max * 100) })
        .map((hundredths) => `${spec.prefix ?? ''}${hundredths / 100}`);
    case 'pages':
      return fc
        .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 400 }), fc.boolean())
        .map(([first, more, open]) =>
          open ? `${first}-` : more === 0 ? `${first}` : `${first}-${first + more}`,
        );
    case 'duration':
      return fc
        .integer({ min: Math.ceil(spec.minSeconds * 100), max: Math.min(spec.maxSeconds * 100, 9000) })
        .map((hundredths) => `${hundredths / 100}s`);
    case 'length':
      return spec.percent === true
        ? fc.oneof(
            lengthText(spec.minPx, spec.maxPx),
            fc.integer({ min: -90, max: 190 }).map((percent) => `${percent}p`),
          )
        : lengthText(spec.minPx, spec.maxPx);
    case 'amount':
      return fc.oneof(
        wholeNumber(0, spec.max).map(String),
        fc.integer({ min: 0, max: 100 }).map((hundredths) => (hundredths / 100).toFixed(2)),
      );
    case 'keyword':
      return fc.constantFrom(...spec.words, ...Object.keys(spec.aliases ?? {}));
    case 'color':
      return colorText(spec.bareHex === true);
    case 'ratio':
      return ratioText;
    case 'text':
      return textText;
    case 'background':
      return fc.oneof(colorText(false), backdropText);
    case 'auto-gravity':
      return autoGravityText;
    case 'layer':
      return layerText;
    case 'view':
      return fc
        .record({
          zoom: fc.double({ min: 1, max: spec.maxZoom, noNaN: true }),
          x: fc.integer({ min: 0, max: 100 }),
        })
        .map(({ zoom, x }) => `(zoom_${zoom.toFixed(2)};x_${x / 100 || '0.0'};y_${x})`);
    case 'list':
      return fc
        .array(arbitraryFor(spec.of), { minLength: spec.min, maxLength: spec.max })
        .map((items) => items.join(spec.separator));
    case 'either':
      return fc.oneof(...spec.of.map(arbitraryFor));
  }
};

export interface OutOfRange {
  readonly text: string;
  readonly min: number;
  readonly max: number;
}

const beyond = (min: number, max: number, suffix: string): fc.Arbitrary<OutOfRange> =>
  fc
    .oneof(
      fc.integer({ min: max + 1, max: max + 1_000_000 }),
      fc.integer({ min: min - 1_000_000, max: min - 1 }),
    )
    .map((value) => ({ text: `${value}${suffix}`, min, max }));

/** A number that this kind would take if it were not out of range; undefined for kinds without a range. */
export const arbitraryBeyond = (spec: ValueSpec): fc.Arbitrary<OutOfRange> | undefined => {
  switch (spec.kind) {
    case 'int':
      return beyond(spec.min, spec.max, spec.suffix ?? '');
    case 'number':
      return beyond(Math.ceil(spec.min), Math.floor(spec.max), '').map(({ text }) => ({
        text: `${spec.prefix ?? ''}${text}`,
        min: spec.min,
        max: spec.max,
      }));
    case 'amount':
      return beyond(0, spec.max, '');
    case 'length':
      return beyond(spec.minPx, spec.maxPx, '');
    case 'list':
      return arbitraryBeyond(spec.of);
    case 'either': {
      const ranges = spec.of.map(arbitraryBeyond).filter((range) => range !== undefined);
      return ranges.length === 0 ? undefined : fc.oneof(...ranges);
    }
    case 'auto-gravity':
    case 'background':
    case 'color':
    case 'duration':
    case 'keyword':
    case 'layer':
    case 'pages':
    case 'ratio':
    case 'text':
    case 'view':
      return undefined;
  }
};

export interface ArbitraryParam {
  readonly text: string;
  /** Two parameters of one slot in one component: the last wins. */
  readonly slot: string;
}

/** How a parameter is written with these arguments. */
export const spellParam = ({ key, id, name }: Definition, args: string | undefined): string =>
  name === undefined ? `${key}_${args ?? ''}` : args === undefined ? id : `${id}:${args}`;

const isOmissible = ({ default: fallback, optional }: ArgSpec): boolean =>
  fallback !== undefined || optional === true;

/** Kinds that take each other's numbers. */
const familyOf = ({ kind }: ValueSpec): string => (kind === 'amount' || kind === 'number' ? 'int' : kind);

/** In order, a number counts for the first argument that takes one: behind one that is left out there is none. */
const isReachable =
  (specs: readonly ArgSpec[], values: readonly (string | undefined)[]) =>
  (index: number): boolean =>
    !specs.slice(0, index).some(({ value }, before) => {
      const own = specs[index]?.value;
      return values[before] === undefined && own && familyOf(value) === familyOf(own);
    });

/** Each argument that may be left out is, now and then. */
const arbitraryArgs = ({ args, separator, named }: Definition): fc.Arbitrary<string | undefined> => {
  const entries = Object.entries(args);
  const texts = entries.map(([, spec]) => {
    const written = arbitraryFor(spec.value);
    return isOmissible(spec) ? fc.option(written, { nil: undefined }) : written;
  });
  return fc.tuple(fc.boolean(), ...texts).map(([spellsNames, ...values]) => {
    const reachable = isReachable(Object.values(args), values);
    const given = values.flatMap((value, index) => {
      if (value === undefined) return [];
      if (!(named && spellsNames) && !reachable(index)) return [];
      return named && spellsNames ? [`${entries[index]?.[0] ?? ''}_${value}`] : [value];
    });
    return given.length === 0 ? undefined : given.join(named && spellsNames ? ';' : separator);
  });
};

const slotOf = ({ key, id }: Definition): string => (key === 'fl' ? id : key);

export const arbitraryParam = (definition: Definition): fc.Arbitrary<ArbitraryParam> =>
  arbitraryArgs(definition).map((args) => ({ text: spellParam(definition, args), slot: slotOf(definition) }));

/** What steers the chain has a grammar of its own, and tests of its own in test/plan/flow.test.ts. */
export const parameters = definitions.filter(({ shape }) => shape !== 'flow');

const anyParam: fc.Arbitrary<ArbitraryParam> = fc.oneof(...parameters.map(arbitraryParam));

const partOf = (text: string): LayerPart['kind'] | undefined =>
  definitions.find(
    ({ id, name, layer }) =>
      layer && (name === undefined ? text.startsWith(`${id}_`) : text.split(':')[0] === id),
  )?.layer?.kind;

/** One layer in a component, and what steers one only beside it: anything else is refused, which has tests of its own. */
const keepSensible = (texts: readonly string[]): readonly string[] => {
  const sources = texts.filter((text) => partOf(text) === 'source');
  const blends = texts.filter((text) => partOf(text) === 'blend');
  return texts.filter((text) => {
    const part = partOf(text);
    if (part === undefined) return true;
    if (part === 'source') return text === sources[0];
    return sources.length > 0 && (part !== 'blend' || text === blends[0]);
  });
};

/** The parameters of one component, none of which overrides another. */
export const arbitraryComponent: fc.Arbitrary<readonly string[]> = fc
  .uniqueArray(anyParam, { minLength: 1, maxLength: 6, selector: ({ slot }) => slot })
  .map((params) => keepSensible(params.map(({ text }) => text)))
  .filter((texts) => texts.length > 0);

export const arbitraryChain: Texts = fc
  .array(arbitraryComponent, { minLength: 1, maxLength: 4 })
  .map((components) => components.map((params) => params.join(',')).join('/'));
