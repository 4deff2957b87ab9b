/** Looks up what the configuration says of originals. */
import type { Coordinates, CoordinatesOf } from '../service/coordinates.ts';

export interface CloudCoordinates {
  readonly name: string;
  /** Of uploaded originals, by their public ids. */
  readonly coordinates?: Readonly<Record<string, Coordinates>>;
}

/** Composed and decomposed spellings of a name find the same file, and so the same coordinates. */
const spell = (publicId: string): string => publicId.normalize('NFC');

export const createCoordinatesOf = (clouds: readonly CloudCoordinates[]): CoordinatesOf => {
  const of = new Map(
    clouds.map(({ name, coordinates = {} }) => [
      name,
      new Map(Object.entries(coordinates).map(([publicId, regions]) => [spell(publicId), regions])),
    ]),
  );
  return ({ cloud, resourceType, type, publicId }) =>
    resourceType === 'image' && type === 'upload' ? of.get(cloud)?.get(spell(publicId)) : undefined;
};
