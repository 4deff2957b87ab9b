/** `d_`: another original takes the place of one that is missing. */
import { fail, Failure } from '../errors.ts';
import { defaultImage } from '../params/delivery/default-image.ts';
import { readLast } from '../plan/delivery-flags.ts';
import type { AssetRef, ParsedUrl } from '../url/parsed-url.ts';
import { printLayerSource } from '../values/layer-source.ts';

/** Undefined when the chain names none. Throws for what can be a layer, and nothing else. */
export const defaultOf = ({ cloud, transformation }: ParsedUrl): AssetRef | undefined => {
  const source = readLast(transformation, defaultImage)?.source;
  if (source === undefined) return undefined;
  if (source.layer !== 'image' || source.type !== 'upload') {
    throw fail(
      'url.unsupported',
      `Not supported: d_${printLayerSource(source)} (a default image is the public id of an uploaded picture)`,
    );
  }
  const { type, publicId, format } = source;
  return { cloud, resourceType: 'image', type, publicId, ...(format !== undefined && { format }) };
};

/** Only the original itself may be replaced: a layer that is missing has a code of its own. */
export const isMissing = (error: unknown): error is Failure =>
  error instanceof Failure && error.code === 'source.not-found';
