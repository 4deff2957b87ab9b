/** What `q_auto` aims at: a score of SSIMULACRA 2.1 for each level. Pure. */
import type { ArgsOf } from '../params/define.ts';
import { conflict } from '../params/define.ts';
import type { quality } from '../params/delivery/quality.ts';
import { type Result, succeed } from '../result.ts';

/** How good the picture has to look, instead of a number for the encoder. */
export interface Aim {
  /** Of SSIMULACRA 2.1. */
  readonly score: number;
  /** A palette is welcome where it looks as good. */
  readonly anyFormat?: true;
}

export type Level = 'best' | 'eco' | 'good' | 'low';

/** On photographs, best takes 1.2 times the bytes of good, eco 0.8 and low 0.65, in every format. */
const scores: { readonly [L in Level]: number } = { best: 80, good: 76, eco: 71, low: 65 };
const sensitiveBonus = 2;

/** With a shorter side, scores compare with nothing. */
export const minJudgedSide = 113;
/** More take too much memory to be looked at at once; parts of the picture have to stand for it. */
export const maxWholePixels = 2_000_000;

/** A number for the encoder, or what to aim at; neither where the chain says nothing. */
export type Goal = { readonly quality: number } | { readonly score: number } | undefined;

export const readGoal = (args: ArgsOf<(typeof quality)['args']> | undefined): Result<Goal> => {
  if (args === undefined) return succeed(undefined);
  const { level, aim, sensitive } = args;
  if (level === 'auto') {
    return succeed({ score: scores[aim ?? 'good'] + (sensitive === undefined ? 0 : sensitiveBonus) });
  }
  if (aim === undefined && sensitive === undefined) return succeed({ quality: level });
  return conflict(
    `Invalid quality in transformation: ${level}:${aim ?? sensitive} (levels are for auto)`,
    'for example q_auto:eco',
  );
};
