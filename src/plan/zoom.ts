/** `e_zoompan`: the pictures that its movement takes, and how large the picture under it has to be for them. */
import type { Canvas, OutputFormat } from '../ops/facts.ts';
import { nextCanvas } from '../ops/geometry.ts';
import type { Window, ZoomPan } from '../ops/moving.ts';
import type { Operation } from '../ops/operation.ts';
import type { Shot } from './plan.ts';

const isZoom = (operation: Operation): operation is ZoomPan => operation.op === 'zoom-pan';

export const findZoom = (operations: readonly Operation[]): ZoomPan | undefined => operations.find(isZoom);

export const countZooms = (operations: readonly Operation[]): number => operations.filter(isZoom).length;

/** What lies behind the first zoom, where each picture of the movement is on its own. */
export const canvasesAfterZoom = (
  operations: readonly Operation[],
  canvases: readonly Canvas[],
): readonly Canvas[] => canvases.slice(operations.findIndex(isZoom) + 1);

/** Browsers slow down what is quicker, and GIF counts in hundredths of a second. */
const shortestGifMs = 20;

/** All of one page; their times are in whole milliseconds, in steps of what the format can say. */
export const shotsOf = (
  { durationMs, perSecond }: ZoomPan,
  page: number,
  format: OutputFormat,
): readonly Shot[] => {
  const isGif = format === 'gif';
  const stepMs = isGif ? Math.max(shortestGifMs, 1000 / perSecond) : 1000 / perSecond;
  const unitMs = isGif ? 10 : 1;
  const count = Math.max(2, Math.round(durationMs / stepMs));
  const timeOf = (index: number): number => Math.round((index * durationMs) / count / unitMs) * unitMs;
  return Array.from({ length: count }, (_, index) => ({ page, delayMs: timeOf(index + 1) - timeOf(index) }));
};

const scaleWindow = ({ left, top, width, height }: Window, x: number, y: number): Window => ({
  left: left * x,
  top: top * y,
  width: width * x,
  height: height * y,
});

interface Planned {
  readonly operations: readonly Operation[];
  readonly canvases: readonly [Canvas, ...Canvas[]];
}

/**
 * A resize right behind the zoom is done by the zoom itself, from the picture as it is before: nothing is enlarged first
 * and made small again. What is larger than even the nearest view needs is made smaller once, for all pictures.
 */
export const settleZoom = ({ operations, canvases }: Planned): Planned => {
  const at = operations.findIndex(isZoom);
  const zoom = operations[at];
  const canvas = canvases[at];
  if (zoom?.op !== 'zoom-pan' || canvas === undefined) return { operations, canvases };
  const next = operations[at + 1];
  const size = next?.op === 'resize' ? next : zoom;
  const nearest = Math.min(zoom.from.width, zoom.to.width);
  const across = size.width / nearest;
  const down = size.height / (nearest * (canvas.height / canvas.width));
  const scale = Math.min(1, Math.max(across, down));
  const [width, height] = [Math.ceil(canvas.width * scale), Math.ceil(canvas.height * scale)];
  const [x, y] = [width / canvas.width, height / canvas.height];
  const shrinks = scale < 1 && (width < canvas.width || height < canvas.height);
  const settled: Operation[] = [
    ...operations.slice(0, at),
    ...(shrinks ? [{ op: 'resize', width, height } as const] : []),
    {
      ...zoom,
      ...(shrinks && { from: scaleWindow(zoom.from, x, y), to: scaleWindow(zoom.to, x, y) }),
      width: size.width,
      height: size.height,
    },
    ...operations.slice(at + (next?.op === 'resize' ? 2 : 1)),
  ];
  const [start] = canvases;
  let current = start;
  return {
    operations: settled,
    canvases: [start, ...settled.map((operation) => (current = nextCanvas(current, operation)))],
  };
};
