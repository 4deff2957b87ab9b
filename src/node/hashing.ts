/** The core's hashing, done by Node. */
import { hash } from 'node:crypto';
import type { Hashing } from '../ports.ts';

export const createHashing = (): Hashing => ({
  key: (text) => hash('sha256', text, 'hex').slice(0, 32),
  // Cloudinary's ETags are 32 hex digits too: https://cloudinary.com/documentation/upload_images (response `etag`).
  etag: (bytes) => hash('sha256', bytes, 'hex').slice(0, 32),
  digest: (algorithm, text) => hash(algorithm, text, 'base64'),
});
