/**
 * What a chain leaves to the client, settled by what the client says: `dpr_auto` and `w_auto` become numbers, `q_auto`
 * one level less where data are saved, `f_auto` waits for a class of what is accepted. Pure. What is settled is part of
 * the canonical chain, so that clients who say the same share a variant, however they say it.
 */
import { dpr } from '../params/delivery/dpr.ts';
import { format } from '../params/delivery/format.ts';
import { quality } from '../params/delivery/quality.ts';
import { w } from '../params/qualifiers.ts';
import type { Param, Transformation, Value } from '../values/ast.ts';
import { type AcceptClass, classifyAccept } from './accept.ts';
import { isResponsive, type Responsive } from '../values/responsive.ts';

/** What a client says of itself; absent where it says nothing. */
export interface Client {
  readonly accept?: string;
  readonly dpr?: number;
  /** Of the image, in pixels of the screen. */
  readonly width?: number;
  /** In CSS pixels. */
  readonly viewportWidth?: number;
  readonly saveData?: boolean;
}

export interface Negotiated {
  readonly transformation: Transformation;
  /** Empty when the chain does not leave the format open. */
  readonly acceptClass: AcceptClass | '';
  /** Names of request headers that had a say, or could have had one. */
  readonly vary: readonly string[];
  /** What `dpr_auto` came to. */
  readonly dpr?: number;
}

/** Denser screens show no more to anybody. */
const maxDpr = 5;
const maxWidth = 8192;
const defaultStep = 100;

/** Good is what is meant where nothing is said. */
const oneLower = (aim: Value | undefined): string =>
  aim === 'best' ? 'good' : aim === undefined || aim === 'good' ? 'eco' : 'low';

const settleQuality = (param: Param): Param => {
  const { aim, ...rest } = param.args;
  const lowered = oneLower(aim);
  return { ...param, args: lowered === 'good' ? rest : { ...rest, aim: lowered } };
};

const settleDpr = ({ dpr: ratio = 1 }: Client): number => Math.min(maxDpr, Math.max(1, Math.ceil(ratio)));

/** Which of the breakpoints a client wants is known when they are; until then the width stands where the fallback does. */
const breakpointStep = 50;

/** `Width` counts pixels of the screen, and so does what `dpr_` has multiplied; the viewport is in CSS pixels. */
const cssWidthOf = ({ width, viewportWidth, ...client }: Client, multiplied: number | undefined) => {
  if (width !== undefined) return width / (multiplied ?? 1);
  if (viewportWidth === undefined || multiplied !== undefined) return viewportWidth;
  return viewportWidth * settleDpr(client);
};

const settleWidth = (asked: Responsive, client: Client, multiplied: number | undefined): Value => {
  const { step = defaultStep, fallback, breakpoints } = asked;
  const css = cssWidthOf(client, multiplied);
  if (breakpoints !== undefined) {
    const wanted =
      css === undefined ? fallback : Math.ceil((css * (multiplied ?? 1)) / breakpointStep) * breakpointStep;
    return wanted === undefined
      ? { unit: 'fraction', value: 1 }
      : { ...asked, fallback: Math.min(maxWidth, Math.max(1, wanted)) };
  }
  if (css !== undefined) {
    return { unit: 'px', value: Math.min(maxWidth, Math.max(step, Math.ceil(css / step) * step)) };
  }
  return fallback === undefined ? { unit: 'fraction', value: 1 } : { unit: 'px', value: fallback };
};

const ratioOf = (params: readonly Param[], client: Client): number | undefined => {
  const ratio = params.findLast(({ id }) => id === dpr.id)?.args['ratio'];
  return ratio === 'auto' ? settleDpr(client) : typeof ratio === 'number' ? ratio : undefined;
};

/** In the order in which they are listed in Vary. */
const kindOrder = ['format', 'quality', 'dpr', 'width'] as const;
type Kind = (typeof kindOrder)[number];

const kindOf = ({ id, args }: Param): Kind | undefined => {
  switch (id) {
    case dpr.id:
      return args['ratio'] === 'auto' ? 'dpr' : undefined;
    case format.id:
      return args['format'] === 'auto' ? 'format' : undefined;
    case quality.id:
      return args['level'] === 'auto' ? 'quality' : undefined;
    case w.id:
      return args['value'] !== undefined && isResponsive(args['value']) && args['value'].json !== true
        ? 'width'
        : undefined;
    default:
      return undefined;
  }
};

/** The old names of hints still come from some clients. */
const headersOf: { readonly [K in Kind]: readonly string[] } = {
  format: ['Accept'],
  quality: ['Save-Data'],
  dpr: ['Sec-CH-DPR', 'DPR'],
  width: ['Sec-CH-Width', 'Width', 'Sec-CH-Viewport-Width', 'Viewport-Width', 'Sec-CH-DPR', 'DPR'],
};

export const negotiate = (transformation: Transformation, client: Client): Negotiated => {
  const params = transformation.flatMap((component) => component.params);
  const kinds = new Set(params.map(kindOf));
  kinds.delete(undefined);
  if (kinds.size === 0) return { transformation, acceptClass: '', vary: [] };
  const multiplied = ratioOf(params, client);
  const settle = (param: Param): Param => {
    const value = param.args['value'];
    switch (kindOf(param)) {
      case 'quality':
        return client.saveData === true ? settleQuality(param) : param;
      case 'dpr':
        return { ...param, args: { ratio: settleDpr(client) } };
      case 'width':
        return value !== undefined && isResponsive(value)
          ? { ...param, args: { value: settleWidth(value, client, multiplied) } }
          : param;
      case 'format':
      case undefined:
        return param;
    }
  };
  const vary = kindOrder.filter((kind) => kinds.has(kind)).flatMap((kind) => headersOf[kind]);
  return {
    transformation: transformation.map((component) => ({
      ...component,
      params: component.params.map(settle),
    })),
    acceptClass: kinds.has('format') ? classifyAccept(client.accept) : '',
    vary: [...new Set(vary)],
    ...(kinds.has('dpr') && { dpr: settleDpr(client) }),
  };
};
