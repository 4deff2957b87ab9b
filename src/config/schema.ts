/** Every variable of the environment that means something here, with how it is read. */
import { z } from 'zod';
import { readCloudinaryUrl } from './cloudinary-url.ts';
import { readClouds } from './clouds.ts';
import { readFetchAllow } from './fetch-allow.ts';
import { readOrigins } from './origin-places.ts';
import { readVariants } from './variant-places.ts';
import { expect, read, type Reading } from './reading.ts';
import { readBytes, readInteger, readPixels, readSeconds } from './units.ts';

/** An empty variable counts as none, because that is what compose files make of an unset one. */
const setting = <T>(description: string, parse: (text: string) => Reading<T>, fallback?: string) =>
  z
    .string()
    .optional()
    .transform((given, context): T | undefined => {
      const text = given === undefined || given.trim() === '' ? fallback : given;
      if (text === undefined) return undefined;
      const reading = parse(text);
      if (reading.ok) return reading.value;
      context.addIssue({ code: 'custom', message: reading.expected });
      return z.NEVER;
    })
    .meta({ description, fallback });

const readText = (text: string): Reading<string> => read(text.trim());

const readSize = (text: string): Reading<number> => (text.trim() === '0' ? read(0) : readBytes(text));

const readLevel = (text: string): Reading<string> =>
  /^(?:trace|debug|info|warn|error|fatal|silent)$/.test(text)
    ? read(text)
    : expect('trace, debug, info, warn, error, fatal or silent');

const readTiles = (text: string): Reading<'always' | 'crowds' | 'never'> =>
  text === 'always' || text === 'crowds' || text === 'never' ? read(text) : expect('crowds, always or never');

/** Something that this version cannot do, and that must not be taken for done. */
const later = (what: string) => (): Reading<never> =>
  expect(`nothing, for ${what} not built yet in this version`);

const readSwitch = (text: string): Reading<boolean> => {
  if (/^(?:1|true|yes|on)$/i.test(text)) return read(true);
  return /^(?:0|false|no|off)$/i.test(text) ? read(false) : expect('on or off');
};

const readOff = (text: string): Reading<boolean> =>
  /^(?:0|false|no|off)$/i.test(text)
    ? read(false)
    : expect('off, for strict delivery is not built yet in this version');

const countFrom1 = readInteger(1, 1_000_000);
const milliseconds = readInteger(1, 3_600_000);

export const settings = {
  HOST: setting('Address to listen on', readText, '127.0.0.1'),
  PORT: setting('Port to listen on; 0 takes a free one', readInteger(0, 65_535), '3000'),
  LOG_LEVEL: setting('What is logged: trace, debug, info, warn, error, fatal or silent', readLevel, 'info'),
  UV_THREADPOOL_SIZE: setting(
    'Threads of Node for files; without workers, pictures take all but one',
    readInteger(1, 1024),
    '4',
  ),
  CLOUDINARY_URL: setting('Key, secret and name of the default cloud, as SDKs read them', readCloudinaryUrl),
  DARKROOM_DATA: setting('Folder for everything that the server keeps', readText, './data'),
  DARKROOM_ORIGINS: setting('Where originals lie, asked in order', readOrigins),
  DARKROOM_VARIANTS: setting('Where developed pictures are kept: memory, then disk', readVariants),
  DARKROOM_CONFIG: setting('Further clouds and keys, as JSON', readClouds),
  DARKROOM_MAX_INPUT_BYTES: setting('Largest original', readBytes, '100mb'),
  DARKROOM_MAX_INPUT_PIXELS: setting('Most pixels of an original', readPixels, '100mp'),
  DARKROOM_MAX_FRAMES: setting('Most frames of an original', countFrom1, '300'),
  DARKROOM_MAX_FRAME_PIXELS: setting('Most pixels of all frames together', readPixels, '250mp'),
  DARKROOM_MAX_OUTPUT_SIDE: setting('Longest side of a result', readInteger(1, 65_535), '8192'),
  DARKROOM_MAX_COMPONENTS: setting('Longest chain', readInteger(1, 1000), '40'),
  DARKROOM_RENDER_TIMEOUT_MS: setting(
    'How long a picture may take; what would take twice as long by a rough reckoning is refused',
    milliseconds,
    '20000',
  ),
  DARKROOM_ORIGIN_TIMEOUT_MS: setting('How long an origin may take', milliseconds, '10000'),
  DARKROOM_MAX_AGE: setting(
    'Age in Cache-Control (30d with a current version in the URL, else 1h)',
    readSeconds,
  ),
  DARKROOM_SWR: setting('How long an old answer may be used while a new one is fetched', readSeconds, '1d'),
  DARKROOM_STRICT: setting('Only named, pre-allowed or signed transformations (comes later)', readOff, 'off'),
  DARKROOM_DATABASE_URL: setting('Index of originals (comes later)', later('the index of originals is')),
  DARKROOM_REDIS_URL: setting(
    'Shared locks and messages (comes later)',
    later('running several nodes together is'),
  ),
  DARKROOM_FETCH_ALLOW: setting('Hosts and addresses that pictures may be fetched from', readFetchAllow),
  DARKROOM_COPIES_MEMORY: setting('Copies of remote originals in memory; 0 for none', readSize, '64mb'),
  DARKROOM_COPIES_DISK: setting('And in the data folder; 0 for none', readSize, '1gb'),
  DARKROOM_PUBLIC_URL: setting('Base of URLs in answers (comes later)', later('the management API is')),
  DARKROOM_MAX_UPLOAD_BYTES: setting('Largest upload (comes later)', later('uploading is')),
  DARKROOM_MAX_LAYERS: setting('Most layers of one URL', readInteger(0, 1000), '20'),
  DARKROOM_WORKERS: setting(
    'Processes that make pictures (as many as there are cores); 0 makes them in the server itself',
    readInteger(0, 256),
  ),
  DARKROOM_WORKER_MEMORY: setting('A worker with more is replaced between two pictures', readBytes, '512mb'),
  DARKROOM_FACE_TILES: setting(
    'When originals are searched for faces part by part, in five times the time: crowds, always or never',
    readTiles,
    'crowds',
  ),
  DARKROOM_KEEP_ATTRIBUTION: setting(
    'Every picture says of its creator, credit and rights what its original does, as with fl_keep_attribution',
    readSwitch,
    'off',
  ),
  DARKROOM_QUEUE: setting(
    'Pictures that may wait for each worker, quick and slow ones each; more are refused',
    readInteger(0, 10_000),
    '8',
  ),
} as const;

export type Variable = keyof typeof settings;

export const variables = Object.keys(settings) as readonly Variable[];

/** Whose values are never shown. */
export const secretVariables: ReadonlySet<string> = new Set<Variable>([
  'CLOUDINARY_URL',
  'DARKROOM_CONFIG',
  'DARKROOM_DATABASE_URL',
  'DARKROOM_ORIGINS', // a key that somebody wrote into an address by mistake
  'DARKROOM_REDIS_URL',
]);

export const schema = z.object(settings);
