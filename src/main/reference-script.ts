/** Where the script of the reference page is: bundled when the program is built, and for tests by their set-up. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Unbuilt sources take what the tests or the last build have made; the page works without, as a page to read. */
const places = import.meta.url.endsWith('.js')
  ? ['../reference/page.js']
  : ['../../node_modules/.cache/darkroom/reference/page.js', '../../dist/reference/page.js'];

export const readReferenceScript = async (): Promise<Uint8Array | undefined> => {
  for (const place of places) {
    const script = await readFile(fromHere(place)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (script !== undefined) return script;
  }
  return undefined;
};
