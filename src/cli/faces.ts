/** `darkroom faces FILE...`: one line of JSON for each picture, with the faces in it. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createLog } from '../node/log.ts';
import { type Face, goodForGravity, type Landmarks } from '../ops/face.ts';
import { createPixelEngine } from '../pixel/engine.ts';
import { decodeRaster, encodePng } from '../pixel/raster.ts';
import { uprightSize } from '../plan/info.ts';
import type { Limits, OpenImage } from '../ports.ts';
import { createFaceDetector, type ProcessDetector } from '../vision/detector.ts';
import { type Command, UsageError } from './command.ts';
import { describeFailure } from './describe-failure.ts';
import { drawFaces, type FaceInPixels } from './draw-faces.ts';
import { readSettings } from './settings.ts';

const usage = 'darkroom faces FILE... [--tiles] [--landmarks] [--draw OUT.png (for one file)]';

/** Faces are shown in some detail to whoever looks for their landmarks. */
const landmarkSide = 1024;

/** Nobody waits for the answer but the one who asked. */
const { signal } = new AbortController();

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

interface Wanted {
  readonly tiles: boolean;
  readonly landmarks: boolean;
}

interface Finding {
  readonly width: number;
  readonly height: number;
  /** From the file's bytes to the last face. */
  readonly ms: number;
  readonly faces: readonly FaceInPixels[];
}

const inPixels = (
  face: Face,
  points: Landmarks | undefined,
  { width, height }: { readonly width: number; readonly height: number },
): FaceInPixels => ({
  x: Math.round(face.x * width),
  y: Math.round(face.y * height),
  w: Math.round(face.width * width),
  h: Math.round(face.height * height),
  score: round(face.score, 3),
  ...(points && { landmarks: points.map(([x, y]) => [round(x * width, 1), round(y * height, 1)] as const) }),
});

const search = async (
  detector: ProcessDetector,
  image: OpenImage,
  { tiles, landmarks }: Wanted,
): Promise<Omit<Finding, 'ms'>> => {
  const size = uprightSize(image.facts);
  const sample = await image.sample(0, detector.sampleSide({ tiles }), signal);
  const found = await detector.find(sample, { tiles }, signal);
  const faces = found.filter(({ score }) => score >= goodForGravity);
  const points = landmarks
    ? await detector.findLandmarks(await image.sample(0, landmarkSide, signal), faces, signal)
    : [];
  return { ...size, faces: faces.map((face, index) => inPixels(face, points[index], size)) };
};

const findIn = async (
  detector: ProcessDetector,
  bytes: Uint8Array,
  limits: Limits,
  wanted: Wanted,
): Promise<Finding> => {
  const startedMs = performance.now();
  const image = await createPixelEngine({ limits }).open(bytes, signal);
  try {
    const finding = await search(detector, image, wanted);
    return { ...finding, ms: Math.round(performance.now() - startedMs) };
  } finally {
    await image.close();
  }
};

export const faces: Command = async (args, terminal) => {
  const { positionals: files, values } = parseArgs({
    args: [...args],
    options: { tiles: { type: 'boolean' }, landmarks: { type: 'boolean' }, draw: { type: 'string' } },
    allowPositionals: true,
    strict: true,
  });
  const { draw, tiles = false, landmarks = false } = values;
  if (files.length === 0 || (draw !== undefined && files.length > 1)) throw new UsageError(`usage: ${usage}`);
  const config = readSettings(terminal);
  if (config === undefined) return 1;
  const detector = createFaceDetector({ log: createLog(config.logLevel) });
  let code = 0;
  try {
    await detector.start();
    for (const file of files) {
      try {
        const bytes = await readFile(file);
        const {
          width,
          height,
          ms,
          faces: found,
        } = await findIn(detector, bytes, config.limits, {
          tiles,
          landmarks,
        });
        await terminal.print(`${JSON.stringify({ file, width, height, ms, faces: found })}\n`);
        if (draw !== undefined) {
          await writeFile(draw, await encodePng(drawFaces(await decodeRaster(bytes), found)));
        }
      } catch (error) {
        terminal.printError(`${file}: ${describeFailure(error)}`);
        code = 1;
      }
    }
  } finally {
    await detector.close();
  }
  return code;
};
