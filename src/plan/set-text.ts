/** A text layer and what stands beside it -> the text as it is to be drawn. */
import type { Canvas } from '../ops/facts.ts';
import type { Text } from '../ops/text.ts';
import { completeArgs } from '../params/complete-args.ts';
import { fit } from '../params/crop/fit.ts';
import { b, co, h, w } from '../params/qualifiers.ts';
import { border } from '../params/style/border.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, LayerSource, Length, Param } from '../values/ast.ts';
import { black } from '../values/color.ts';
import { describeFamilies, findFamily, isFontFile } from '../values/font-families.ts';
import { scaleTextStyle, type TextStyle } from '../values/text-style.ts';

export interface TextSetting {
  readonly source: LayerSource & { readonly layer: 'text' };
  /** What stands beside the text, but for what places it. */
  readonly component: Component;
  readonly trim: boolean;
  /** The picture below: fractions of a line's length are of its width. */
  readonly below: Canvas;
  readonly dpr: number;
}

export interface SetText {
  readonly text: Text;
  /** What of the component the text has not used. */
  readonly rest: Component;
}

type Refusal = Result<never>;

const find = ({ params }: Component, { id }: { readonly id: string }): Param | undefined =>
  params.findLast((param) => param.id === id);

const toPx = (length: Length | undefined, side: number): number | undefined =>
  length && Math.max(1, Math.round(length.unit === 'px' ? length.value : length.value * side));

/** `c_fit,w_300` beside a text breaks its lines instead of scaling it. */
const readWrap = ({ component, below, dpr }: TextSetting): Text['wrap'] => {
  if (find(component, fit) === undefined) return undefined;
  const [across, down] = [find(component, w), find(component, h)];
  const width = toPx(across && completeArgs(w.args, across.args, dpr).value, below.width);
  const height = toPx(down && completeArgs(h.args, down.args, dpr).value, below.height);
  return width === undefined ? undefined : { width, ...(height !== undefined && { height }) };
};

/** `bo_` beside a style with `stroke` outlines the letters instead of framing the picture of them. */
const readStroke = ({ component, dpr }: TextSetting, style: TextStyle): Text['stroke'] | Refusal => {
  if (!style.stroke) return undefined;
  const param = find(component, border);
  if (param === undefined) {
    return refuse({
      code: 'url.conflict',
      message: 'A text with stroke takes its width and colour from bo_, which is missing',
      hint: 'for example bo_2px_solid_black, in the same component',
    });
  }
  const { width, color } = completeArgs(border.args, param.args, dpr);
  return { width, color };
};

const unknownFont = (font: string): Refusal =>
  refuse({
    code: 'url.invalid-value',
    message: `Invalid font in transformation: ${font} (expected ${describeFamilies()}; or the name of a .ttf or .otf file)`,
  });

const noBackdrop = (): Refusal =>
  refuse({
    code: 'url.conflict',
    message: 'The background of a text is a colour: it has no picture to take it from',
  });

const usedBy = ({ wrap, stroke }: Pick<Text, 'stroke' | 'wrap'>): ReadonlySet<string> =>
  new Set([co.id, b.id, ...(wrap ? [fit.id, w.id, h.id] : []), ...(stroke ? [border.id] : [])]);

const isRefusal = (stroke: Text['stroke'] | Refusal): stroke is Refusal =>
  stroke !== undefined && 'ok' in stroke;

export const setText = (setting: TextSetting): Result<SetText> => {
  const { source, component, trim, dpr } = setting;
  const style = scaleTextStyle(source.style, dpr);
  const isFile = isFontFile(style.font);
  const family = findFamily(style.font);
  if (family === undefined && !isFile) return unknownFont(style.font);
  const stroke = readStroke(setting, style);
  if (isRefusal(stroke)) return stroke;
  const wrap = readWrap(setting);
  const [color, behind] = [find(component, co), find(component, b)];
  const background = behind && completeArgs(b.args, behind.args).value;
  if (background && 'backdrop' in background) return noBackdrop();
  const { size, weight, italic, decoration, align, letterSpacing, lineSpacing, antialias, hinting } = style;
  const used = usedBy({ ...(stroke && { stroke }), ...(wrap && { wrap }) });
  return succeed({
    text: {
      ...{ text: source.text, family: family?.name ?? style.font, size, weight, italic, align, trim },
      ...{ letterSpacing, lineSpacing, color: color ? completeArgs(co.args, color.args).value : black },
      ...(isFile && { fontFile: style.font }),
      ...(decoration !== undefined && { decoration }),
      ...(antialias !== undefined && { antialias }),
      ...(hinting !== undefined && { hinting }),
      ...(background && { background }),
      ...(stroke && { stroke }),
      ...(wrap && { wrap }),
    },
    rest: { ...component, params: component.params.filter(({ id }) => !used.has(id)) },
  });
};
