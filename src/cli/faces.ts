/** `darkroom faces FILE...`: one line of JSON for each picture, with the faces in it. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createLog } from '../node/log.ts';
import { type Face, goodForGravity, type Landmarks } from '../ops/face.ts';
import { createPixelEngine } from '../pixel/engine.ts';
import { decodeRaster, encodePng } from '../pixel/raster.ts';
import { uprightSize } from '../plan/info.ts';
import type { Limits, OpenImage, Sample } from '../ports.ts';
import { searchFaces } from '../service/find-faces.ts';
import { createFaceDetector, type ProcessDetector } from '../vision/detector.ts';
import { type Command, UsageError } from './command.ts';
import { describeFailure } from './describe-failure.ts';
import { drawFaces, type FaceInPixels } from './draw-faces.ts';
import { readSettings } from './settings.ts';

const usage = 'darkroom faces FILE... [--tiles] [--landmarks] [--draw OUT.png (for one file)]';

/** Nobody waits for the answer but the one who asked. */
const { signal } = new AbortController();

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

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
  landmarks: boolean,
): Promise<Omit<Finding, 'ms'>> => {
  const size = uprightSize(image.facts);
  const take = async (maxSide: number): Promise<Sample> => image.sample(0, maxSide, signal);
  const found = await searchFaces(detector, take, landmarks, signal);
  const faces = found.faces
    .map((face, index) => ({ face, points: found.landmarks?.[index] }))
    .filter(({ face: { score } }) => score >= goodForGravity);
  return { ...size, faces: faces.map(({ face, points }) => inPixels(face, points, size)) };
};

const findIn = async (
  detector: ProcessDetector,
  bytes: Uint8Array,
  limits: Limits,
  landmarks: boolean,
): Promise<Finding> => {
  const startedMs = performance.now();
  const image = await createPixelEngine({ limits }).open(bytes, signal);
  try {
    const finding = await search(detector, image, landmarks);
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
  const policy = tiles ? 'always' : config.faceTiles;
  const detector = createFaceDetector({ log: createLog(config.logLevel), tiles: policy });
  let code = 0;
  try {
    await detector.start();
    for (const file of files) {
      try {
        const bytes = await readFile(file);
        const { width, height, ms, faces: found } = await findIn(detector, bytes, config.limits, landmarks);
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
