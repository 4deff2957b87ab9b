/** One picture, one chain, no server. */
import { readFile, stat } from 'node:fs/promises';
import { fail, Failure } from './errors.ts';
import { classifyAccept } from './plan/accept.ts';
import { uprightSize } from './plan/info.ts';
import { findUnsupported } from './plan/unsupported.ts';
import { findLayerRefs, type LayerRef } from './plan/layer-refs.ts';
import type { FoundFaces } from './ops/facts.ts';
import type { FaceMeasure } from './plan/plan.ts';
import type { FaceDetector, LayerContent, Limits, OpenImage, PixelEngine } from './ports.ts';
import { unwrap } from './result.ts';
import { contentTypeOf, contentTypeOfRendered } from './service/content-types.ts';
import { searchFaces } from './service/find-faces.ts';
import { planImage } from './service/plan-image.ts';
import { parseChain } from './url/parse-chain.ts';

export interface RenderOptions {
  /** Extension of the format to write, such as `webp`; that of the input when absent. `f_` in the chain comes first. */
  readonly format?: string;
  /** What `f_auto` may choose, as an Accept header says it: `image/avif,image/webp`; JPEG and PNG when absent. */
  readonly accept?: string;
  /** As a server answers whoever comes first: `q_auto` by parts of the picture, `f_auto` without AVIF. */
  readonly hurry?: boolean;
  /**
   * Finds what `l_` and `u_` name: the encoded picture or the path of its file, undefined for what there is not. Fonts
   * and tables of colours are asked for with their extension.
   */
  readonly findLayer?: FindLayer;
  readonly signal?: AbortSignal;
}

export type FindLayer = (
  name: Pick<LayerRef, 'format' | 'publicId' | 'type'>,
) => Promise<Uint8Array | string | undefined>;

export interface RenderedPicture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

/** `input` is the encoded picture itself or the path of its file; throws a {@link Failure}. */
export type Render = (
  input: Uint8Array | string,
  chain: string,
  options?: RenderOptions,
) => Promise<RenderedPicture>;

export interface RenderDeps {
  readonly engine: PixelEngine;
  readonly limits: Limits;
  /** Finds faces; without it there are none. */
  readonly findFaces?: FindFaces;
}

export type FindFaces = (image: OpenImage, measure: FaceMeasure, signal: AbortSignal) => Promise<FoundFaces>;

/** Nothing of a file that is too large. */
const readBounded = async (
  file: string,
  { maxInputBytes }: Limits,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const { size } = await stat(file);
  if (size > maxInputBytes) throw fail('source.too-many-bytes');
  return readFile(file, { signal });
};

const readInput = async (
  input: Uint8Array | string,
  limits: Limits,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const bytes = typeof input === 'string' ? await readBounded(input, limits, signal) : input;
  if (bytes.length > limits.maxInputBytes) throw fail('source.too-many-bytes');
  return bytes;
};

export const findFacesWith =
  (detector: FaceDetector): FindFaces =>
  async (image, { index, landmarks }, signal) =>
    searchFaces(detector, async (maxSide) => image.sample(index, maxSide, signal), landmarks, signal);

export const createRender =
  ({ engine, limits, findFaces }: RenderDeps): Render =>
  async (input, chain, options = {}) => {
    const {
      format,
      accept,
      hurry = false,
      findLayer,
      signal = AbortSignal.timeout(limits.renderTimeoutMs),
    } = options;
    const transformation = unwrap(parseChain(chain, limits));
    const [unsupported] = findUnsupported(transformation);
    if (unsupported) throw new Failure(unsupported);
    const bytes = await readInput(input, limits, signal);
    const layers: (LayerContent | undefined)[] = [];
    for (const { kind, ...name } of unwrap(findLayerRefs(transformation, limits))) {
      const found = await findLayer?.(name);
      layers.push(found === undefined ? undefined : { kind, bytes: await readInput(found, limits, signal) });
    }
    const image = await engine.open(bytes, signal, {}, layers);
    try {
      const wanted = {
        ...limits,
        ...{ accept: classifyAccept(accept), hurry },
        ...(format === undefined ? undefined : { extension: format.toLowerCase() }),
      };
      const { facts, planned } = await planImage(image, transformation, wanted, signal, {
        look: findFaces && (async (measure) => findFaces(image, measure, signal)),
      });
      if (planned.kind === 'original') {
        return {
          bytes: await image.deliverable(signal),
          contentType: contentTypeOf(facts.format),
          ...uprightSize(facts),
        };
      }
      const rendered = await image.render(planned.plan, signal);
      const { bytes: written, width, height } = rendered;
      return { bytes: written, contentType: contentTypeOfRendered(planned.plan, rendered), width, height };
    } finally {
      await image.close();
    }
  };
