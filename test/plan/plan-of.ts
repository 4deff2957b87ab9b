/** Plans of a chain for a picture of some size, in the forms that tables of cases compare. */
import type { Diagnostic } from '../../src/errors.ts';
import type { Facts } from '../../src/ops/facts.ts';
import type { Operation } from '../../src/ops/operation.ts';
import type { AcceptClass } from '../../src/plan/accept.ts';
import { planChain } from '../../src/plan/plan-chain.ts';
import type { Plan, Planned } from '../../src/plan/plan.ts';
import { type Result, unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';

export interface Picture extends Partial<Facts> {
  /** `1200x800`, as stored. */
  readonly size?: string;
  readonly extension?: string;
  readonly maxOutputSide?: number;
  readonly accept?: AcceptClass;
  readonly hurry?: boolean;
  readonly maxFrames?: number;
  readonly maxFramePixels?: number;
  readonly renderTimeoutMs?: number;
}

/** What `fl_getinfo` wants to know of every original. */
export const essence = {
  kind: 'essence',
  colors: [['#336699', 100]],
  phash: '00ff00ff00ff00ff',
  blurhash: 'L00000fQfQfQ',
  thumbhash: 'AAAA',
} as const;

/** Whatever is to be measured first is the answer. */
export const planOnce = (chain: string, picture: Picture = {}): Result<Planned> => {
  const { size = '1200x800', extension, accept, hurry, maxOutputSide = 8192, ...others } = picture;
  const { renderTimeoutMs, ...rest } = others;
  const { maxFrames = 300, maxFramePixels = 250_000_000, ...given } = rest;
  const [storedWidth = 0, storedHeight = 0] = size.split('x').map(Number);
  const facts: Facts = {
    format: 'png',
    storedWidth,
    storedHeight,
    orientation: 1,
    pages: 1,
    alpha: false,
    bytes: 1000,
    ...given,
  };
  return planChain(unwrap(parseChain(chain, { maxComponents: 40 })), facts, {
    maxOutputSide,
    maxLayers: 20,
    ...(accept !== undefined && { accept }),
    ...(hurry !== undefined && { hurry }),
    maxFrames,
    maxFramePixels,
    ...(extension !== undefined && { extension }),
    ...(renderTimeoutMs !== undefined && { renderTimeoutMs }),
  });
};

/** With the essence of the original, which the last of all measures asks for. */
export const tryPlan = (chain: string, picture: Picture = {}): Result<Planned> => {
  const planned = planOnce(chain, picture);
  const asksForEssence =
    planned.ok && planned.value.kind === 'measure' && planned.value.measure.kind === 'essence';
  return asksForEssence
    ? planOnce(chain, { ...picture, measured: [...(picture.measured ?? []), essence] })
    : planned;
};

export const planOf = (chain: string, picture?: Picture): Plan => {
  const planned = unwrap(tryPlan(chain, picture));
  if (planned.kind !== 'render') throw new Error(`${chain} is not rendered: ${planned.kind}`);
  return planned.plan;
};

export const operationsOf = (chain: string, picture?: Picture): readonly Operation[] =>
  planOf(chain, picture).operations;

/** Width and height of the result: `400x300`. */
export const sizeOf = (chain: string, picture?: Picture): string => {
  const { width, height } = planOf(chain, picture).canvases.at(-1)!;
  return `${width}x${height}`;
};

/** The operations in short: `resize 400x300`, `extract 200x200+100+50`, `extend 10,0,10,0`, others by name. */
export const stepsOf = (chain: string, picture?: Picture): string =>
  operationsOf(chain, picture)
    .map((operation) => {
      switch (operation.op) {
        case 'resize':
          return `resize ${operation.width}x${operation.height}`;
        case 'extract':
          return `extract ${operation.width}x${operation.height}+${operation.left}+${operation.top}`;
        case 'extend':
          return `extend ${operation.left},${operation.top},${operation.right},${operation.bottom}`;
        case 'flip':
          return `flip ${operation.axis}`;
        case 'rotate':
        case 'turn':
          return `${operation.op} ${operation.degrees}`;
        default:
          return operation.op;
      }
    })
    .join(', ');

export const refusalOf = (chain: string, picture?: Picture): Diagnostic => {
  const planned = tryPlan(chain, picture);
  if (planned.ok) throw new Error(`${chain} is planned`);
  return planned.error;
};
