/** What a request says of the client: what it accepts, and its hints, by their new names or their old ones. */
import type { Client } from '../plan/negotiate.ts';

type ReadHeader = (name: string) => string | undefined;

/** Whatever is not a plain, sensible number counts as not said. */
const readNumber = (text: string | undefined, max: number): number | undefined => {
  if (text === undefined || !/^\d{1,5}(?:\.\d{1,6})?$/.test(text.trim())) return undefined;
  const value = Number(text);
  return value > 0 && value <= max ? value : undefined;
};

const maxDpr = 20;
const maxWidth = 99_999;

export const readClient = (read: ReadHeader): Client => {
  const accept = read('accept');
  const dpr = readNumber(read('sec-ch-dpr') ?? read('dpr'), maxDpr);
  const width = readNumber(read('sec-ch-width') ?? read('width'), maxWidth);
  const viewportWidth = readNumber(read('sec-ch-viewport-width') ?? read('viewport-width'), maxWidth);
  return {
    ...(accept !== undefined && { accept }),
    ...(dpr !== undefined && { dpr }),
    ...(width !== undefined && { width }),
    ...(viewportWidth !== undefined && { viewportWidth }),
    ...(read('save-data')?.trim().toLowerCase() === 'on' && { saveData: true }),
  };
};
