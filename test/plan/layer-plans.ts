/** Plans of chains with layers, in the form that tables of cases compare. */
import type { Facts, LayerFacts } from '../../src/ops/facts.ts';
import type { Composite, Operation, PictureSource } from '../../src/ops/operation.ts';
import { findLayerRefs } from '../../src/plan/layer-refs.ts';
import { planChain } from '../../src/plan/plan-chain.ts';
import type { Planned } from '../../src/plan/plan.ts';
import { type Result, unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';

export const base: Facts = {
  format: 'png',
  storedWidth: 600,
  storedHeight: 400,
  orientation: 1,
  pages: 1,
  alpha: false,
  bytes: 1,
};

/** Every layer is 200x100 with alpha, but for those whose names say otherwise. */
const factsOf = (publicId: string): LayerFacts => {
  const [, width = '200', height = '100'] = /(\d+)x(\d+)$/u.exec(publicId) ?? [];
  if (publicId.startsWith('missing')) return { kind: 'missing' };
  if (publicId.endsWith('.cube')) return { kind: 'file' };
  const size = { storedWidth: Number(width), storedHeight: Number(height) };
  return { kind: 'image', facts: { ...base, ...size, alpha: true } };
};

export const tryPlan = (chain: string, facts: Partial<Facts> = {}, maxLayers = 20): Result<Planned> => {
  const transformation = unwrap(parseChain(chain, { maxComponents: 40 }));
  const refs = findLayerRefs(transformation, { maxLayers });
  const layers = refs.ok ? refs.value.map(({ publicId }) => factsOf(publicId)) : [];
  return planChain(
    transformation,
    { ...base, layers, ...facts },
    { maxOutputSide: 8192, maxLayers, maxFrames: 300, maxFramePixels: 250_000_000 },
  );
};

export const planOf = (chain: string, facts?: Partial<Facts>): Planned & { readonly kind: 'render' } => {
  const planned = unwrap(tryPlan(chain, facts));
  if (planned.kind !== 'render') throw new TypeError(`${chain} renders nothing`);
  return planned;
};

export const refusalOf = (chain: string, maxLayers?: number): string => {
  const planned = tryPlan(chain, {}, maxLayers);
  return planned.ok ? 'nothing is wrong' : `${planned.error.code}: ${planned.error.message}`;
};

const describeSource = (source: PictureSource): string =>
  source.kind === 'original' ? String(source.index) : source.kind;

const describeOne = (operation: Operation): string => {
  switch (operation.op) {
    case 'composite':
      return describeComposite(operation);
    case 'resize':
    case 'extract':
      return `${operation.op} ${operation.width}x${operation.height}`;
    case 'extend':
      return `extend ${operation.left},${operation.top},${operation.right},${operation.bottom}`;
    case 'replicate':
      return `replicate ${operation.left},${operation.top}`;
    default:
      return operation.op;
  }
};

const describeComposite = ({ layer, blend, left, top }: Composite): string => {
  const inner = layer.operations.map(describeOne).join(' ');
  return `${blend} ${describeSource(layer.source)}${inner === '' ? '' : ` (${inner})`} at ${left},${top}`;
};

export const stepsOf = (chain: string, facts?: Partial<Facts>): string =>
  planOf(chain, facts).plan.operations.map(describeOne).join(', ');

export const sizeOf = (chain: string): string => {
  const { width, height } = planOf(chain).plan.canvases.at(-1)!;
  return `${width}x${height}`;
};
