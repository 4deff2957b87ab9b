/** One chain on one picture: the file that it became, or why there is none, and how long it took. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { findLayerIn } from '../../src/cli/find-layer.ts';
import { Failure } from '../../src/errors.ts';
import { defaultLimits } from '../../src/main/limits.ts';
import { createPixelEngine } from '../../src/pixel/engine.ts';
import { createRender, type RenderedPicture } from '../../src/render.ts';
import { originalsFolder, type Picture } from './pictures.ts';

export type Developed =
  | { readonly kind: 'picture'; readonly file: string; readonly ms: number }
  | { readonly kind: 'refused'; readonly message: string };

const findLayer = findLayerIn(originalsFolder);
const render = createRender({ engine: createPixelEngine({ limits: defaultLimits }), limits: defaultLimits });

const develop = async (original: Uint8Array, chain: string): Promise<RenderedPicture> =>
  render(original, chain, { format: 'png', findLayer });

/** Twice, and the faster counts: the first time, code of ours is still being compiled. */
export const developTimed = async (picture: Picture, chain: string, folder: string): Promise<Developed> => {
  const original = await readFile(picture.file);
  let rendered: RenderedPicture | undefined;
  let ms = Number.POSITIVE_INFINITY;
  try {
    for (let turn = 0; turn < 2; turn += 1) {
      const start = performance.now();
      rendered = await develop(original, chain);
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
