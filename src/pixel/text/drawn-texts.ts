/** Texts that are drawn once for as long as their original is open: to be measured, and then to be laid over it. */
import type { Text } from '../../ops/text.ts';
import type { Opened } from '../opened.ts';
import type { RawPicture } from '../raw-picture.ts';
import { renderText } from './render-text.ts';

export const createDrawnTexts = (): Opened['drawText'] => {
  const drawn = new Map<string, Promise<RawPicture>>();
  return async (text: Text, fontBytes) => {
    // Within a session one name of a font stands for one file.
    const key = JSON.stringify(text);
    const drawing = drawn.get(key) ?? renderText(text, fontBytes === undefined ? {} : { fontBytes });
    drawn.set(key, drawing);
    const picture = await drawing;
    return { ...picture, data: picture.data.slice() };
  };
};
