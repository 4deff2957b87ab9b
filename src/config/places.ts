/** Folders that come with the program. */
import { fileURLToPath } from 'node:url';

/** One level above both src/ and dist/. */
export const bundledOriginals = fileURLToPath(new URL('../../fixtures/originals', import.meta.url));
