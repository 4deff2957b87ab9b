/** The core's hashing, done by Node. */
import { createHash } from 'node:crypto';
import type { Hashing } from '../ports.ts';

export const createHashing = (): Hashing => ({
  key: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
  // Cloudinary's ETags are 32 hex digits too: https://cloudinary.com/documentation/upload_images (response `etag`).
  etag: (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 32),
  digest: (algorithm, text) => createHash(algorithm).update(text, 'utf8').digest('base64'),
});
