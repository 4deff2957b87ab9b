/** What kind of asset a URL names: `image/upload`, or one word that stands for such a pair. */
import type { Decoded } from './decoded.ts';
import { type DeliveryType, deliveryTypes, type ResourceType, resourceTypes } from './parsed-url.ts';

export interface Kind {
  readonly resourceType: ResourceType;
  readonly type: DeliveryType;
  /** The last segment is a name for search engines; the public id stands before it. */
  readonly seo: boolean;
  /** How many segments of the URL it takes. */
  readonly segments: number;
}

/** What a URL without a kind means (Cloudinary calls it the root path). */
export const rootKind: Kind = { resourceType: 'image', type: 'upload', seo: false, segments: 0 };

const pairs = new Map(
  resourceTypes.flatMap((resourceType) =>
    deliveryTypes.map((type): [string, Kind] => [
      `${resourceType}/${type}`,
      { resourceType, type, seo: false, segments: 2 },
    ]),
  ),
);

/** https://cloudinary.com/documentation/advanced_url_delivery_options#seo_friendly_media_asset_urls */
const words: ReadonlyMap<string, Kind> = new Map([
  ['iu', { resourceType: 'image', type: 'upload', seo: false, segments: 1 }],
  ['images', { resourceType: 'image', type: 'upload', seo: true, segments: 1 }],
  ['private_images', { resourceType: 'image', type: 'private', seo: true, segments: 1 }],
  ['authenticated_images', { resourceType: 'image', type: 'authenticated', seo: true, segments: 1 }],
  ['videos', { resourceType: 'video', type: 'upload', seo: true, segments: 1 }],
  ['files', { resourceType: 'raw', type: 'upload', seo: true, segments: 1 }],
]);

/** A resource type and a delivery type, side by side. */
export const findKindPair = (segments: readonly Decoded[], at: number): Kind | undefined => {
  const first = segments[at];
  const second = segments[at + 1];
  return first && second && pairs.get(`${first.text}/${second.text}`);
};

export const findKind = (segments: readonly Decoded[], at: number): Kind | undefined => {
  const first = segments[at];
  return findKindPair(segments, at) ?? (first && words.get(first.text));
};
