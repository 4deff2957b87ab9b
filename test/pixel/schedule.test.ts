import { describe, expect, it } from 'vitest';
import type { StillOperation } from '../../src/ops/operation.ts';
import { schedule } from '../../src/pixel/schedule.ts';
import { toAct } from '../../src/pixel/step.ts';

const resize: StillOperation = { op: 'resize', width: 200, height: 100 };
const crop: StillOperation = { op: 'extract', left: 10, top: 20, width: 50, height: 40 };
const turn: StillOperation = { op: 'turn', degrees: 90 };
const blur: StillOperation = { op: 'blur', sigma: 2 };
const grey: StillOperation = { op: 'recomb', matrix: [[0.3, 0.6, 0.1], [0.3, 0.6, 0.1], [0.3, 0.6, 0.1]] }; // prettier-ignore
const vivid: StillOperation = { op: 'recomb', matrix: [[1.4, -0.4, 0], [0, 1, 0], [0, 0, 1]] }; // prettier-ignore
const brighter: StillOperation = { op: 'linear', multiply: [1.1, 1.1, 1.1], add: [0, 0, 0] };
const red = { r: 255, g: 0, b: 0, alpha: 1 };
const border: StillOperation = { op: 'extend', left: 1, top: 2, right: 3, bottom: 4, color: red };
const glass: StillOperation = {
  op: 'extend',
  left: 1,
  top: 1,
  right: 1,
  bottom: 1,
  color: { ...red, alpha: 0.5 },
};
const tilt: StillOperation = { op: 'rotate', degrees: 10, color: red };
const rounding: StillOperation = { op: 'round-corners', corners: 'ellipse' };

const passesOf = (operations: readonly StillOperation[], alpha = false, plain = true) =>
  schedule(
    operations.map(toAct).filter((act) => act !== undefined),
    { width: 400, height: 300, alpha },
    { plain, fold: true },
  ).map((pass) =>
    pass.kind === 'kernel' ? `[${pass.step.act.op}]` : pass.steps.map(({ act }) => act.op).join(' '),
  );

describe('schedule', () => {
  it.each<readonly [string, readonly StillOperation[], readonly string[]]>([
    ['decodes and encodes in one pass when there is nothing to do', [], ['']],
    [
      'does a fill with an effect in one pass',
      [resize, crop, grey, brighter],
      ['resize extract recomb linear'],
    ],
    [
      'turns after the crop and the resize',
      [turn, crop, { op: 'resize', width: 25, height: 20 }],
      ['extract resize orient'],
    ],
    ['turns after it shrank', [turn, { op: 'resize', width: 60, height: 80 }], ['resize orient']],
    [
      'does not exchange a turn and an enlargement',
      [turn, { op: 'resize', width: 600, height: 800 }],
      ['orient', 'resize'],
    ],
    ['makes two crops one', [crop, { ...crop, width: 5, height: 5 }], ['extract']],
    ['lets two turns cancel out', [turn, turn, turn, turn], ['']],
    ['drops a resize to the same size', [{ op: 'resize', width: 400, height: 300 }], ['']],
    ['crops before colours that were changed earlier', [vivid, crop], ['extract recomb']],
    ['does not crop before a blur', [blur, crop], ['blur', 'extract']],
    ['starts anew where colours must be clamped', [vivid, brighter], ['recomb', 'linear']],
    ['keeps sharp’s order of effects', [brighter, blur], ['linear', 'blur']],
    ['does not blur what has just become translucent', [glass, blur], ['extend', 'blur']],
    ['blurs over an opaque border', [border, blur], ['extend blur']],
    ['turns a border along', [border, turn], ['orient extend']],
    [
      'puts our own kernels between pipelines',
      [resize, rounding, turn],
      ['resize', '[round-corners]', 'orient'],
    ],
    ['decodes before a first kernel and encodes after a last one', [rounding], ['', '[round-corners]', '']],
    ['blurs widely in a kernel', [{ op: 'blur', sigma: 100 }], ['', '[wide-blur]', '']],
    [
      'makes a negative by a line',
      [{ op: 'maplut', table: Array.from({ length: 256 }, (_, i) => 255 - i) }],
      ['linear'],
    ],
  ])('%s', (_, operations, passes) => {
    expect(passesOf(operations)).toEqual(passes);
  });

  it('rotates a picture with alpha in a pass without filters, which would premultiply twice', () => {
    expect(passesOf([resize, tilt], true)).toEqual(['resize', 'rotate']);
    expect(passesOf([resize, tilt], false)).toEqual(['resize rotate']);
  });

  it('only moves pixels before the conversion of an original that is not 8-bit sRGB', () => {
    expect(passesOf([resize, crop, turn, border], false, false)).toEqual(['resize orient extract', 'extend']);
    expect(passesOf([grey], false, false)).toEqual(['', 'recomb']);
  });

  it('flattens before a resize but not before colours change', () => {
    const flatten = { op: 'flatten', color: red } as const;
    const canvas = { width: 400, height: 300, alpha: true };
    const names = (operations: readonly StillOperation[]) =>
      schedule([...operations.map((operation) => toAct(operation)!), flatten], canvas).map((pass) =>
        pass.kind === 'pipeline' ? pass.steps.map(({ act }) => act.op).join(' ') : '',
      );
    expect(names([resize, crop])).toEqual(['flatten resize extract']);
    expect(names([resize, grey])).toEqual(['resize recomb', 'flatten']);
  });
});
