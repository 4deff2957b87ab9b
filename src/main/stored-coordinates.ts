/** Looks up what the configuration says of originals. */
import type { CoordinatesOf } from '../service/coordinates.ts';
import type { Coordinates } from '../values/region.ts';

export interface CloudCoordinates {
  readonly name: string;
  /** Of uploaded originals, by their public ids. */
  readonly coordinates?: Readonly<Record<string, Coordinates>>;
}

/** Composed and decomposed spellings of a name find the same file, and so the same coordinates. */
const spell = (publicId: string): string => publicId.normalize('NFC');

export const createCoordinatesOf = (clouds: readonly CloudCoordinates[]): CoordinatesOf => {
  const of = new Map(
    clouds.flatMap(({ name, coordinates }) =>
      coordinates
        ? [[name, new Map(Object.entries(coordinates).map(([id, regions]) => [spell(id), regions]))] as const]
        : [],
    ),
  );
  return ({ cloud, resourceType, type, publicId }) =>
    resourceType === 'image' && type === 'upload' ? of.get(cloud)?.get(spell(publicId)) : undefined;
};
