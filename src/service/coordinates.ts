/** Regions that somebody has stored with originals: who or what is in the picture is then not guessed. */
import type { Facts, LayerFacts, Region } from '../ops/facts.ts';
import { uprightSize } from '../plan/info.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import type { Coordinates, PixelRegion } from '../values/region.ts';

export type CoordinatesOf = (ref: AssetRef) => Coordinates | undefined;

/** Of an original and its layers, in their order. */
export type AllCoordinates = readonly (Coordinates | undefined)[];

/** What goes into the keys of whatever is made by them: empty where nothing is stored. */
export const coordinatesText = (all: AllCoordinates): string =>
  all.some((each) => each !== undefined) ? JSON.stringify(all.map((each) => each ?? null)) : '';

/** The part of it that lies in the picture. */
const toShare = (region: PixelRegion, size: ReturnType<typeof uprightSize>): readonly Region[] => {
  const right = Math.min(region.x + region.width, size.width);
  const bottom = Math.min(region.y + region.height, size.height);
  if (region.x >= right || region.y >= bottom) return [];
  const { x, y } = region;
  return [
    {
      x: x / size.width,
      y: y / size.height,
      width: (right - x) / size.width,
      height: (bottom - y) / size.height,
    },
  ];
};

const addOwn = <Of extends Facts>(facts: Of, { faces, custom }: Coordinates = {}): Of => {
  if (faces === undefined && custom === undefined) return facts;
  const size = uprightSize(facts);
  const share = (regions: readonly PixelRegion[]): readonly Region[] =>
    regions.flatMap((region) => toShare(region, size));
  return {
    ...facts,
    coordinates: { ...(faces && { faces: share(faces) }), ...(custom && { custom: share(custom) }) },
  };
};

/** The very same facts where nothing is stored. */
export const addCoordinates = (facts: Facts, [own, ...ofLayers]: AllCoordinates): Facts => {
  const { layers } = facts;
  const told = addOwn(facts, own);
  if (layers === undefined || ofLayers.every((each) => each === undefined)) return told;
  return {
    ...told,
    layers: layers.map((layer, index): LayerFacts =>
      layer.kind === 'image' ? { ...layer, facts: addOwn(layer.facts, ofLayers[index]) } : layer,
    ),
  };
};
