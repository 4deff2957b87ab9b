/** From the operations of a plan to the passes over one original. */
import type { Decode } from '../ops/decode.ts';
import type { Canvas } from '../ops/facts.ts';
import { operationsAt } from '../ops/motion.ts';
import type { StillOperation } from '../ops/operation.ts';
import { lacksAlpha } from '../plan/encode.ts';
import type { Encode, Plan } from '../plan/plan.ts';
import type { OpenedSource } from './opened.ts';
import { uprightFrom } from './orientation.ts';
import { type Pass, schedule } from './schedule.ts';
import { type Act, toAct } from './step.ts';

/** The passes for operations on this original, upright turning included. */
export const schedulePasses = (
  source: Pick<OpenedSource, 'facts' | 'plain'>,
  decode: Decode,
  operations: readonly StillOperation[],
  last: readonly Act[] = [],
): readonly Pass[] => {
  const { facts, plain } = source;
  const upright = decode.autoOrient ? uprightFrom(facts.orientation) : undefined;
  const acts = operations.map(toAct).filter((act) => act !== undefined);
  return schedule(
    [...(upright === undefined ? [] : [upright]), ...acts, ...last],
    storedCanvas(source, decode),
    {
      plain,
      fold: true,
    },
  );
};

/** As it is decoded, before it is turned upright. */
export const storedCanvas = ({ facts }: Pick<OpenedSource, 'facts'>, decode: Decode): Canvas => {
  const alpha = decode.ignoresAlpha ? false : (decode.pageSize ?? facts).alpha;
  if (decode.pageSize !== undefined) return { ...decode.pageSize, alpha };
  const scale = facts.format === 'svg' ? (decode.density ?? 72) / 72 : 1;
  return {
    width: Math.round(facts.storedWidth * scale),
    height: Math.round(facts.storedHeight * scale),
    alpha,
  };
};

/** What comes after all operations. */
export const lastActs = (encode: Encode): readonly Act[] =>
  lacksAlpha(encode) ? [{ op: 'flatten', color: { ...encode.background, alpha: 1 } }] : [];

/** For a still picture, or the first of an animation. */
export const scheduleRender = (source: OpenedSource, { decode, operations, encode }: Plan): readonly Pass[] =>
  schedulePasses(source, decode, operationsAt(operations, undefined), lastActs(encode));

/** The acts of each pass by name; a pass without any only decodes or encodes. */
export const describePasses = (passes: readonly Pass[]): readonly (readonly string[])[] =>
  passes.map((pass) => (pass.kind === 'kernel' ? [pass.step.act.op] : pass.steps.map(({ act }) => act.op)));
