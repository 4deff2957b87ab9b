/**
 * Whether the bundled fonts are what text is drawn with. Where there are none, libraries draw boxes or take the fonts
 * of the system, and say nothing.
 */
import { fail } from '../../errors.ts';
import { fontTrouble } from './fontconfig.ts';
import { setLines } from './set-lines.ts';

/** How wide a word is in two fonts that nobody could take for each other. */
const samples = [
  ['Anton', 58],
  ['Cousine', 96],
] as const;
const word = 'Will';
const size = 40;

const findFault = async (): Promise<unknown> => {
  const trouble = fontTrouble();
  if (trouble !== undefined) return trouble;
  for (const [family, expected] of samples) {
    const letters = { font_family: family, size: size * 1024 };
    const [line] = await setLines(word, { letters, size, letterSpacing: 0, align: 'left' });
    const width = line?.box.width ?? 0;
    if (Math.abs(width - expected) > 2) {
      return new TypeError(
        `${word} is ${width} pixels wide in ${family}, and should be ${expected}. Either something else drew a text ` +
          'in this process first, or this is a worker thread with an environment of its own (see SHARE_ENV).',
      );
    }
  }
  return undefined;
};

let fault: Promise<unknown> | undefined;

/** Throws when no text would look as it should. Looked at once: what a process has begun with, it keeps. */
export const requireFonts = async (): Promise<void> => {
  fault ??= findFault();
  const found = await fault;
  if (found !== undefined) throw fail('render.unavailable', 'No text can be drawn at the moment', found);
};
