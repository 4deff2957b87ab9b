/** The originals that a chain lays over the picture: who they are, and how they go into the making of it. */
import { findLayerRefs, type LayerRef } from '../plan/layer-refs.ts';
import type { LayerContent, Limits, Source } from '../ports.ts';
import { unwrap } from '../result.ts';
import type { AssetRef, ParsedUrl } from '../url/parsed-url.ts';
import type { LocatedSources } from './locate.ts';

export type LayerAsset = AssetRef & Pick<LayerRef, 'kind'>;

/** What a layer is made of, before it has been read. */
export interface JobLayer {
  readonly kind: LayerContent['kind'];
  readonly source: Source;
}

/** Of the same cloud as the picture. Throws where there are too many. */
export const layersOf = (
  { cloud, transformation }: ParsedUrl,
  limits: Pick<Limits, 'maxLayers'>,
): readonly LayerAsset[] => unwrap(findLayerRefs(transformation, limits)).map((ref) => ({ cloud, ...ref }));

/** What was found of them, in their order. */
export const toJobLayers = (
  layers: readonly LayerAsset[],
  [, ...located]: LocatedSources,
): readonly (JobLayer | undefined)[] =>
  layers.map(({ kind }, index) => {
    const source = located[index]?.source;
    return source && { kind, source };
  });

/** The bytes of those layers that are there, put back in their places. */
export const toContents = (
  layers: readonly (Omit<LayerContent, 'bytes'> | undefined)[],
  bytes: readonly Uint8Array[],
): readonly (LayerContent | undefined)[] => {
  const present = layers.filter((layer) => layer !== undefined);
  return layers.map((layer) => {
    const read = layer && bytes[present.indexOf(layer)];
    return layer && read && { ...layer, bytes: read };
  });
};
