/** The key and secret of a server that was given none: made up once, and kept in the data folder. */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cloud, printCloudinaryUrl, readCloudinaryUrl } from './cloudinary-url.ts';

export const credentialsFileOf = (dataFolder: string): string => join(dataFolder, 'cloudinary-url');

/** In the shape of Cloudinary's: fifteen digits, and 27 characters that need no encoding. */
const generateCloud = (): Cloud => ({
  name: 'demo',
  keys: [
    {
      key: Array.from({ length: 15 }, (_, index) => String(randomInt(index === 0 ? 1 : 0, 10))).join(''),
      secret: randomBytes(20).toString('base64url').slice(0, 27),
    },
  ],
});

/** Undefined when there is none yet, or none that can be read. */
export const readCredentials = (dataFolder: string): Cloud | undefined => {
  try {
    const reading = readCloudinaryUrl(readFileSync(credentialsFileOf(dataFolder), 'utf8'));
    return reading.ok ? reading.value : undefined;
  } catch {
    return undefined;
  }
};

/** `file` is absent when the folder cannot be written: the pair then lives as long as the process. */
export interface KeptCredentials {
  readonly cloud: Cloud;
  readonly file?: string;
}

export const ensureCredentials = (dataFolder: string): KeptCredentials => {
  const file = credentialsFileOf(dataFolder);
  const kept = readCredentials(dataFolder);
  if (kept !== undefined) return { cloud: kept, file };
  const cloud = generateCloud();
  try {
    mkdirSync(dataFolder, { recursive: true });
    // `wx`: of two processes that start at once, the second takes what the first wrote.
    writeFileSync(file, `${printCloudinaryUrl(cloud)}\n`, { mode: 0o600, flag: 'wx' });
    return { cloud, file };
  } catch {
    const written = readCredentials(dataFolder);
    return written === undefined ? { cloud } : { cloud: written, file };
  }
};
