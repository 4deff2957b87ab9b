/** One chain on one picture: the file that it became, or why there is none, and how long it took. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { findLayerIn } from '../../src/cli/find-layer.ts';
import { Failure } from '../../src/errors.ts';
import { defaultLimits } from '../../src/main/limits.ts';
import { createPixelEngine } from '../../src/pixel/engine.ts';
import { createSilentLog } from '../../src/node/log.ts';
import { createRender, type FindFaces, findFacesWith, type RenderedPicture } from '../../src/render.ts';
import { createFaceDetector } from '../../src/vision/detector.ts';
import { originalsFolder, type Picture } from './pictures.ts';

export type Developed =
  | { readonly kind: 'picture'; readonly file: string; readonly ms: number }
  | { readonly kind: 'refused'; readonly message: string };

const findLayer = findLayerIn(originalsFolder);
const engine = createPixelEngine({ limits: defaultLimits });
const findFaces = findFacesWith(createFaceDetector({ log: createSilentLog() }));

/** A server looks for the faces of an original once, and not for every picture that it makes of it. */
const findFacesOnce = (): FindFaces => {
  const found = new Map<string, ReturnType<FindFaces>>();
  return async (image, measure, signal) => {
    const key = JSON.stringify(measure);
    const faces = found.get(key) ?? findFaces(image, measure, signal);
    found.set(key, faces);
    return faces;
  };
};

/** Twice, and the faster counts: the first time, code of ours is still being compiled, and faces are looked for. */
export const developTimed = async (picture: Picture, chain: string, folder: string): Promise<Developed> => {
  const original = await readFile(picture.file);
  const render = createRender({ engine, limits: defaultLimits, findFaces: findFacesOnce() });
  let rendered: RenderedPicture | undefined;
  let ms = Number.POSITIVE_INFINITY;
  try {
    for (let turn = 0; turn < 2; turn += 1) {
      const start = performance.now();
      rendered = await render(original, chain, { format: 'png', findLayer });
      ms = Math.min(ms, performance.now() - start);
    }
  } catch (cause) {
    if (cause instanceof Failure) return { kind: 'refused', message: cause.message };
    throw cause;
  }
  const { bytes, contentType } = rendered!;
  const [kind, subtype = ''] = contentType.split('/');
  if (kind !== 'image') return { kind: 'refused', message: `gives ${contentType}, not a picture` };
  await mkdir(folder, { recursive: true });
  const stem = chain
    .replaceAll('/', '+')
    .replaceAll(/[^\w+.,$-]/gu, '~')
    .slice(0, 150);
  const file = path.join(folder, `${stem}.${subtype.split('+')[0]!}`);
  await writeFile(file, bytes);
  return { kind: 'picture', file, ms };
};
