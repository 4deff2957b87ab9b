/** Crops that go by something in the picture: a face, a pair of eyes, an area. */
import type { Attention } from '../../ops/attention.ts';
import { chooseWindow } from '../../ops/choose-window.ts';
import { around, type Focus, type Rect, widen } from '../../ops/focus.ts';
import type { Box, Operation } from '../../ops/operation.ts';
import { pushInside, type Size } from '../../ops/placement.ts';

/** What belongs to a face besides the box that was found, in parts of it: hair, ears and chin. */
const head = { side: 0.15, top: 0.35, bottom: 0.15 } as const;

const wholeOf = ({ kind }: Focus, box: Rect): Rect => (kind === 'face' ? widen(box, head) : box);

const middleOf = ({ left, top, width, height }: Rect): { readonly x: number; readonly y: number } => ({
  x: left + width / 2,
  y: top + height / 2,
});

const fits = (inner: Rect, { width, height }: Size): boolean =>
  inner.width <= width && inner.height <= height;

/** Those that do not fit together: as many as possible, the large ones first. */
const asAttention = ({ boxes, kind }: Focus, canvas: Size): Attention => ({
  thirds: false,
  subjects: boxes.map((box) => ({
    x: box.left / canvas.width,
    y: box.top / canvas.height,
    width: box.width / canvas.width,
    height: box.height / canvas.height,
    weight: 1,
    kind: kind === 'face' ? 'face' : 'area',
  })),
});

/** A window of this size, no larger than the canvas, with everything in the middle of it; else with as much as it can hold. */
export const windowOn = (focus: Focus, canvas: Size, size: Size): Box => {
  const all = around(focus.boxes.map((box) => wholeOf(focus, box)));
  if (focus.boxes.length > 1 && !fits(all, size)) {
    return chooseWindow(asAttention(focus, canvas), canvas, size);
  }
  const { x, y } = middleOf(all);
  const at = pushInside(
    { x: Math.round(x - size.width / 2), y: Math.round(y - size.height / 2) },
    size,
    canvas,
  );
  return { left: at.x, top: at.y, ...size };
};

/** The same focus on a picture that was scaled. */
export const scaleFocus = (focus: Focus, from: Size, to: Size): Focus => {
  const across = to.width / from.width;
  const down = to.height / from.height;
  const boxes = focus.boxes.map(({ left, top, width, height }) => ({
    left: left * across,
    top: top * down,
    width: width * across,
    height: height * down,
  }));
  return { ...focus, boxes };
};

const toBox = (rect: Rect, canvas: Size): Box => {
  const left = Math.max(0, Math.min(canvas.width - 1, Math.round(rect.left)));
  const top = Math.max(0, Math.min(canvas.height - 1, Math.round(rect.top)));
  return {
    left,
    top,
    width: Math.max(1, Math.min(canvas.width - left, Math.round(rect.width))),
    height: Math.max(1, Math.min(canvas.height - top, Math.round(rect.height))),
  };
};

/** Larger or smaller about a point of its own, in parts of it. */
const scaleAbout = (rect: Rect, factor: number, y: number): Rect => ({
  left: rect.left + (rect.width * (1 - factor)) / 2,
  top: rect.top + rect.height * (1 - factor) * y,
  width: rect.width * factor,
  height: rect.height * factor,
});

/** The smallest rectangle of this shape around it; what is added to the height goes to both ends by `above`. */
const toShape = (rect: Rect, ratio: number, above: number): Rect => {
  const { x } = middleOf(rect);
  const height = Math.max(rect.height, rect.width / ratio);
  return {
    left: x - (height * ratio) / 2,
    top: rect.top - (height - rect.height) * above,
    width: height * ratio,
    height,
  };
};

/** No larger than the canvas, which keeps its shape, and moved into it. */
const intoCanvas = (rect: Rect, canvas: Size, y: number): Rect => {
  const factor = Math.min(1, canvas.width / rect.width, canvas.height / rect.height);
  const small = scaleAbout(rect, factor, y);
  const at = pushInside({ x: small.left, y: small.top }, small, canvas);
  return { ...small, left: at.x, top: at.y };
};

/** Where eyes belong in a portrait: in the upper third, or just below it. */
const eyeLine = 0.36;

/** Head and shoulders; of one and the same face the eyes come to lie on the line. */
const portrait = { side: 0.4, top: 0.42, bottom: 0.88 } as const;

/** A strip with the brows and the nose. */
const aroundEyes = { side: 0.4, top: 0.4, bottom: 0.4 } as const;

const nearOf = ({ kind, boxes }: Focus): Rect => {
  const room = kind === 'face' ? portrait : kind === 'eyes' ? aroundEyes : undefined;
  return around(room === undefined ? boxes : boxes.map((box) => widen(box, room)));
};

/** The window of this shape that shows what matters from near by; `zoom` above 1 is nearer. */
export const closeWindow = (focus: Focus, canvas: Size, ratio: number, zoom: number): Box => {
  const line = focus.kind === 'face' ? eyeLine : 0.5;
  const shaped = scaleAbout(toShape(nearOf(focus), ratio, line), 1 / zoom, line);
  return toBox(intoCanvas(shaped, canvas, line), canvas);
};

/** The box itself, of another shape if one is wanted; `zoom` above 1 is nearer. What lies beyond the canvas is left out. */
export const boxWindow = (
  focus: Focus,
  canvas: Size,
  { ratio, zoom }: { readonly ratio: number | undefined; readonly zoom: number },
): Box => {
  const box = around(focus.boxes);
  if (ratio !== undefined) {
    return toBox(intoCanvas(scaleAbout(toShape(box, ratio, 0.5), 1 / zoom, 0.5), canvas, 0.5), canvas);
  }
  const zoomed = scaleAbout(box, 1 / zoom, 0.5);
  const left = Math.max(0, zoomed.left);
  const top = Math.max(0, zoomed.top);
  return toBox(
    {
      left,
      top,
      width: Math.min(canvas.width, zoomed.left + zoomed.width) - left,
      height: Math.min(canvas.height, zoomed.top + zoomed.height) - top,
    },
    canvas,
  );
};

export const cutTo = ({ left, top, width, height }: Box, canvas: Size): readonly Operation[] =>
  width === canvas.width && height === canvas.height ? [] : [{ op: 'extract', left, top, width, height }];
