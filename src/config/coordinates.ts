/** Regions of originals as Cloudinary's uploads take them: `x,y,width,height`, several with `|` between them. */
import { z } from 'zod';
import type { Coordinates, PixelRegion } from '../values/region.ts';

const expected = 'expected x,y,width,height in whole pixels, and several with | between them';

const readRegion = (text: string): PixelRegion | undefined => {
  const match = /^(\d{1,6}),(\d{1,6}),([1-9]\d{0,5}),([1-9]\d{0,5})$/.exec(text.trim());
  if (match === null) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = match.slice(1).map(Number);
  return { x, y, width, height };
};

/** An empty text says that there are none. */
const regionsSchema = z.string().transform((text, context): readonly PixelRegion[] => {
  const regions = text.trim() === '' ? [] : text.split('|').map(readRegion);
  if (regions.every((region) => region !== undefined)) return regions;
  context.addIssue({ code: 'custom', message: expected });
  return z.NEVER;
});

export const coordinatesSchema = z
  .strictObject({ face_coordinates: regionsSchema.optional(), custom_coordinates: regionsSchema.optional() })
  .transform(({ face_coordinates: faces, custom_coordinates: custom }): Coordinates => ({
    ...(faces && { faces }),
    ...(custom && { custom }),
  }));
