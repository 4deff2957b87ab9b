/**
 * The shape of a definition: plain data plus one pure function. Everything else about the language (parser, validator,
 * canonical printer, reference page, property tests, goldens) is derived from the definitions. The shapes and what makes
 * each of them stand together: whoever adds one reads this file and no other.
 */
import type { Canvas } from '../ops/facts.ts';
import type { Attention } from '../ops/attention.ts';
import type { Focus, FocusGravity } from '../ops/focus.ts';
import type { BlendMode, Operation, Rgba } from '../ops/operation.ts';
import type { Gravity } from '../ops/placement.ts';
import { refuse, type Result } from '../result.ts';
import type { Arguments, AutoGravity, Backdrop, Color, Length } from '../values/ast.ts';
import type { ArgSpec, ValueOf } from '../values/spec.ts';

/**
 * The fixed order in which one component's actions run (LANGUAGE 12.4); between components URL order holds.
 * `orient` is for angles that have to be settled before the crop they belong to.
 */
export const stages = [
  'trim',
  'orient',
  'crop',
  'angle',
  'effect',
  'radius',
  'border',
  'shadow',
  'background',
  'layer',
  'opacity',
] as const;
export type Stage = (typeof stages)[number];

/** What an action may read of the other parameters of its component, by id. Lengths are already scaled by `dpr_`. */
export interface Qualifiers {
  readonly w: Length;
  readonly h: Length;
  readonly ar: number;
  readonly x: Length;
  readonly y: Length;
  readonly g: AutoGravity | FocusGravity | Gravity;
  readonly z: number;
  readonly b: Backdrop | Color;
  readonly co: Color;
  readonly r: readonly (number | 'max')[];
  readonly fl_ignore_aspect_ratio: 'set';
}
export type QualifierName = keyof Qualifiers;

export interface PlanContext<Name extends QualifierName = QualifierName> {
  readonly canvas: Canvas;
  readonly qualifiers: { readonly [Key in Name]?: Qualifiers[Key] };
  /** What an enlarged canvas shows where nothing is: transparent, or white where the output has no alpha. */
  readonly blank: Rgba;
  /** What matters in the picture, where gravity is automatic and something is known of it. */
  readonly attention?: Attention;
  /** What gravity names, or what an effect is for; absent where gravity says nothing of the kind. */
  readonly focus?: Focus;
  /** What lengths have been multiplied by, for those that no argument gives. */
  readonly dpr: number;
}

/** A chain to render on one of the bundled originals: shown in the reference, kept as a golden. */
export interface Example {
  readonly chain: string;
  readonly of: string;
  /** Differences above the usual tolerance are allowed, and why. */
  readonly tolerance?: { readonly maxDelta: number; readonly changedRatio: number; readonly because: string };
}

/** `exact`: as documented. `approximate`: the same idea, other numbers, see the note. `unsupported`: refused by name. */
export type Status = 'approximate' | 'exact' | 'unsupported';

export type PlanAction = (
  args: Readonly<Record<string, unknown>>,
  context: PlanContext,
) => Result<readonly Operation[]>;

export interface Definition {
  readonly shape: 'action' | 'delivery' | 'flow' | 'layer' | 'qualifier';
  readonly key: string;
  /** The word that makes it one of a family: `sepia` of `e_sepia`, `fill` of `c_fill`. */
  readonly name?: string;
  /** The key, or key and name: unique. */
  readonly id: string;
  /** The word that messages use: `width`, `effect sepia`. */
  readonly title: string;
  readonly summary: string;
  /** Words that people look for it by, where title, summary and note have others. */
  readonly sought?: string;
  readonly status: Status;
  readonly note?: string;
  readonly reference: string;
  readonly args: ArgSpecs;
  /** The same in order, made once. */
  readonly argList: readonly (readonly [name: string, spec: ArgSpec])[];
  /** Forms of the language that we do not do (yet): they parse, and are refused by name when planned. */
  readonly refuses: readonly Refusal[];
  /** Between arguments: `:` nearly always, `_` in `bo_`. */
  readonly separator: string;
  /** Arguments may also be written `name_value;name_value`, or with a colon between them, or `name:value:name:value`. */
  readonly named: boolean;
  /** Qualifiers that belong to this action: nothing else in the component acts on them. */
  readonly uses: readonly QualifierName[];
  /** Parameters of the component that it looks at without owning them. */
  readonly reads: readonly QualifierName[];
  readonly examples: readonly Example[];
  /** When it runs within its component. */
  readonly stage?: (args: Arguments) => Stage;
  /** Qualifier without an action that uses it: `w_100` alone means `c_scale,w_100`. */
  readonly implies?: string;
  readonly plan?: PlanAction;
  /** Qualifier with a plan of its own: which of its values need one. */
  readonly standsAlone?: (args: Arguments) => boolean;
  /** What it has to do with laying pictures over each other. */
  readonly layer?: LayerPart;
  /** `content`: the box has to be measured before planning can go on. `attention`: where gravity goes by what is in the picture, that has to be found; `regions`: so it has where gravity names faces. */
  readonly measures?: Measuring;
  /** What of the people in the picture it needs to know, whatever gravity says. */
  readonly seeks?: Seeking;
}

export type Measuring = 'attention' | 'content' | 'regions';

export type Seeking = 'eyes' | 'faces';

/**
 * `source` opens a layer, over the picture or under it; `apply` closes it; `blend` says how the two become one; `flag`
 * is read by any of them.
 */
export type LayerPart =
  | { readonly kind: 'apply' | 'flag' }
  | { readonly kind: 'blend'; readonly blend: Blending }
  | { readonly kind: 'source'; readonly side: 'over' | 'under' };

/** A blend mode, or one of the ways in which a layer leaves its mark and not itself. */
export type Blending = BlendMode | 'anti-removal' | 'cutter' | 'displace' | 'mask';

export interface Refusal {
  /** Has to match everything behind the key. */
  readonly pattern: RegExp;
  /** Completes the sentence "X is not supported: ...". */
  readonly reason: string;
}

type ArgSpecs = Readonly<Record<string, ArgSpec>>;

/** What `plan` gets: values with their defaults filled in. */
export type ArgsOf<Specs extends ArgSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends { readonly optional: true }
    ? ValueOf<Specs[Name]['value']> | undefined
    : ValueOf<Specs[Name]['value']>;
};

interface Described {
  readonly key: string;
  readonly name?: string;
  /** The word that messages use; the id when there is none. */
  readonly title?: string;
  readonly summary: string;
  readonly sought?: string;
  readonly status: Status;
  readonly note?: string;
  readonly reference?: string;
  readonly separator?: string;
  readonly named?: boolean;
  readonly refuses?: readonly Refusal[];
  readonly examples?: readonly Example[];
}

const documentation = 'https://cloudinary.com/documentation/transformation_reference';

const describe = (
  shape: Definition['shape'],
  { key, name, ...rest }: Described,
): Omit<Definition, 'argList' | 'args' | 'reads' | 'uses'> => ({
  title: name === undefined ? key : `${key}_${name}`,
  separator: ':',
  named: false,
  refuses: [],
  examples: [],
  reference: `${documentation}#${key}_${name ?? ''}`.replace(/_$/u, ''),
  ...rest,
  shape,
  key,
  ...(name !== undefined && { name }),
  id: name === undefined ? key : `${key}_${name}`,
});

/** A definition whose arguments are still known by type. */
export type DefinitionOf<Specs extends ArgSpecs> = Definition & { readonly args: Specs };

/** Something that changes pixels. `plan` answers operations for the canvas that it is given. */
export const action = <
  const Specs extends ArgSpecs,
  const Uses extends QualifierName,
  const Reads extends QualifierName,
>({
  args,
  uses = [],
  reads = [],
  stage,
  plan,
  measures,
  seeks,
  ...rest
}: Described & {
  readonly args: Specs;
  readonly uses?: readonly Uses[];
  readonly reads?: readonly Reads[];
  readonly stage: Stage | ((args: ArgsOf<Specs>) => Stage);
  readonly measures?: Measuring;
  readonly seeks?: Seeking;
  readonly plan: (args: ArgsOf<Specs>, context: PlanContext<Reads | Uses>) => Result<readonly Operation[]>;
}): DefinitionOf<Specs> => ({
  ...describe('action', rest),
  args,
  argList: Object.entries(args),
  uses,
  reads,
  // The caller has checked and completed the arguments against `args`, which is what the casts rest on.
  stage: typeof stage === 'function' ? (given) => stage(given as ArgsOf<Specs>) : () => stage,
  plan: plan as PlanAction,
  ...(measures !== undefined && { measures }),
  ...(seeks !== undefined && { seeks }),
});

/** Something that an action of the same component reads. `alone` is what it does when no action uses it. */
export const qualifier = <const Spec extends ArgSpec>({
  value,
  alone,
  implies,
  ...rest
}: Described & {
  readonly value: Spec;
  readonly implies?: string;
  readonly alone?: {
    /** The values that have a plan; all when absent. */
    readonly when?: (value: ValueOf<Spec['value']>) => boolean;
    readonly stage: Stage;
    readonly plan: (
      value: ValueOf<Spec['value']>,
      context: PlanContext<never>,
    ) => Result<readonly Operation[]>;
  };
}): DefinitionOf<{ readonly value: Spec }> => ({
  ...describe('qualifier', rest),
  args: { value },
  argList: [['value', value]],
  uses: [],
  reads: [],
  ...(implies !== undefined && { implies }),
  ...(alone && {
    stage: () => alone.stage,
    plan: (args, context) => alone.plan(args['value'] as ValueOf<Spec['value']>, context),
    standsAlone: (args) => alone.when?.(args['value'] as ValueOf<Spec['value']>) ?? true,
  }),
});

/** Something about how the result is written or sent, wherever in the chain it stands. */
export const delivery = <const Specs extends ArgSpecs>(
  described: Described & { readonly args: Specs },
): DefinitionOf<Specs> => ({
  ...describe('delivery', described),
  args: described.args,
  argList: Object.entries(described.args),
  uses: [],
  reads: [],
});

/** A part of layering: what opens, closes and steers it. Carried out by plan/lower-layer.ts. */
export const layered = <const Specs extends ArgSpecs>({
  part,
  args,
  uses = [],
  ...rest
}: Described & {
  readonly part: LayerPart;
  readonly args: Specs;
  readonly uses?: readonly QualifierName[];
}): DefinitionOf<Specs> => ({
  ...describe('layer', rest),
  args,
  argList: Object.entries(args),
  uses,
  reads: [],
  layer: part,
});

/** Structure instead of pixels: parsed by url/parse-flow.ts, carried out by plan/. */
export const flow = (described: Described): Definition => ({
  ...describe('flow', described),
  args: {},
  argList: [],
  uses: [],
  reads: [],
});

/** A name of the language that is recognised, and refused with one precise sentence. */
export const unsupportedDefinition = (key: string, name: string | undefined, reason: string): Definition => ({
  ...describe('action', {
    key,
    ...(name !== undefined && { name }),
    summary: reason,
    status: 'unsupported',
    note: reason,
  }),
  args: {},
  argList: [],
  uses: [],
  reads: [],
});

/** Refuses a combination that a plan cannot serve. */
export const conflict = (message: string, hint?: string): Result<never> =>
  refuse({ code: 'url.conflict', message, ...(hint !== undefined && { hint }) });
