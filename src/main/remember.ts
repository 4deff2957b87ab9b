/** Remembers what a pure function made of a text: URLs that are asked for often are read once. */
import { LRUCache } from 'lru-cache';

/** Characters of all texts together; what is made of a text is some ten times as large. */
const maxCharacters = 1_000_000;

/** What is thrown is not remembered. */
export const remember = <T extends object>(make: (text: string) => T): ((text: string) => T) => {
  const known = new LRUCache<string, T>({
    maxSize: maxCharacters,
    sizeCalculation: (_, text) => text.length + 1,
  });
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    known.set(text, made);
    return made;
  };
};
