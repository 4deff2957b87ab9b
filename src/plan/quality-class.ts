/**
 * Pictures of one original that want the same quality: the same part of it, treated the same, at about the same size.
 * What was found for one of them does for all. Pure.
 */
import type { Operation } from '../ops/operation.ts';
import { traceResize } from './info.ts';
import type { Encode, Plan } from './plan.ts';

/** The quality of a picture follows from its details, and those from its size, by less than a point in a class. */
const classesPerOctave = 2;
/** Of the sides of the original. */
const boxSteps = 16;

const isGeometry = ({ op }: Operation): boolean => op === 'resize' || op === 'extract';

/** What is found for a picture that is written in haste does not hold for one that is not, but for WebP. */
const mannerOf = ({ thorough, ...encode }: Encode): Encode =>
  thorough && (encode.among !== undefined || encode.format !== 'webp') ? { ...encode, thorough } : encode;

/** Undefined when the plan leaves nothing open. */
export const qualityClassText = ({ operations, canvases, encode }: Plan): string | undefined => {
  if (encode.aim === undefined && encode.among === undefined) return undefined;
  const [first, ...later] = canvases;
  if (first === undefined) return undefined;
  const last = later.at(-1) ?? first;
  const size = Math.round(Math.log2(last.width * last.height) * classesPerOctave);
  const [box] = traceResize(operations, [first, ...later]) ?? [];
  const part = box && [
    Math.round((box.x / first.width) * boxSteps),
    Math.round((box.y / first.height) * boxSteps),
    Math.round((box.width / first.width) * boxSteps),
    Math.round((box.height / first.height) * boxSteps),
  ];
  return JSON.stringify([
    mannerOf(encode),
    size,
    part,
    operations.filter((operation) => !isGeometry(operation)),
  ]);
};
