/** The environment, read once: one schema, all faults at once, and where each value came from. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { mergeClouds } from './config/clouds.ts';
import type { Cloud } from './config/cloudinary-url.ts';
import { ensureCredentials } from './config/credentials.ts';
import type { OriginPlace } from './config/origin-places.ts';
import { bundledOriginals } from './config/places.ts';
import { schema, secretVariables, settings } from './config/schema.ts';
import type { Environment } from './config/environment.ts';
import { defaultVariants, type VariantPlaces } from './config/variant-places.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly dataFolder: string;
  /** Absent when CLOUDINARY_URL is not given; see {@link withCredentials}. */
  readonly defaultCloud?: Cloud;
  readonly otherClouds: readonly Cloud[];
  /** Asked in this order. */
  readonly origins: readonly OriginPlace[];
  /** Whether these are our folders, to be made when they are missing. */
  readonly hasDefaultOrigins: boolean;
  /** Hosts and addresses that pictures may be fetched from. */
  readonly fetchAllow: readonly string[];
  /** Of remote originals; on disk, in a folder of their own. */
  readonly copiesBytes: number;
  readonly copiesOnDisk?: { readonly folder: string; readonly maxBytes: number };
  /** Where developed pictures are kept. */
  readonly variants: VariantPlaces;
  /** Of Node's thread pool, which renders share with files and name look-ups. */
  readonly threads: number;
  /** Processes that make pictures; 0 means that the server does so itself. */
  readonly workers: number;
  /** A worker with more memory is replaced between two pictures. */
  readonly workerBytes: number;
  /** When originals are searched for faces part by part. */
  readonly faceTiles: 'always' | 'crowds' | 'never';
  /** What originals say of their creators and rights goes with every picture made of them. */
  readonly keepsAttribution: boolean;
  /** Pictures that may wait for each worker, in each of the two lanes. */
  readonly queue: number;
  readonly limits: {
    readonly maxInputBytes: number;
    readonly maxInputPixels: number;
    readonly maxFrames: number;
    readonly maxFramePixels: number;
    readonly maxOutputSide: number;
    readonly maxComponents: number;
    readonly maxLayers: number;
    readonly renderTimeoutMs: number;
    readonly originTimeoutMs: number;
  };
  /** Absent: decided by whether the URL names the current version. */
  readonly maxAgeSeconds?: number;
  readonly staleWhileRevalidateSeconds: number;
}

export type ConfigReading =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[]; readonly warnings: readonly string[] };

const findUnknown = (env: Environment): readonly string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith('DARKROOM_') && !(name in settings))
    .map((name) => `${name}: unknown variable, ignored (darkroom config lists those that exist)`);

const describeFault = (env: Environment, variable: string, expected: string): string => {
  const given = env[variable];
  const shown = given === undefined || secretVariables.has(variable) ? '' : `, got "${given}"`;
  return `${variable}: expected ${expected}${shown}`;
};

/** A value that has a default, so that it is always there. */
const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new TypeError('A setting with a default came out empty');
  return value;
};

const defaultOrigins = (dataFolder: string): readonly OriginPlace[] =>
  [resolve(dataFolder, 'originals'), bundledOriginals].map((path) => ({ kind: 'file', path }));

const copiesOnDisk = (dataFolder: string, maxBytes: number): Pick<Config, 'copiesOnDisk'> =>
  maxBytes === 0 ? {} : { copiesOnDisk: { folder: resolve(dataFolder, 'copies'), maxBytes } };

export const readConfig = (env: Environment): ConfigReading => {
  const warnings = findUnknown(env);
  const result = schema.safeParse(env);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) =>
      describeFault(env, path.join('.'), message),
    );
    return { ok: false, faults, warnings };
  }
  const values = result.data;
  const dataFolder = resolve(present(values.DARKROOM_DATA));
  const config: Config = {
    host: present(values.HOST),
    port: present(values.PORT),
    logLevel: present(values.LOG_LEVEL),
    dataFolder,
    ...(values.CLOUDINARY_URL === undefined ? undefined : { defaultCloud: values.CLOUDINARY_URL }),
    otherClouds: values.DARKROOM_CONFIG ?? [],
    origins: values.DARKROOM_ORIGINS ?? defaultOrigins(dataFolder),
    hasDefaultOrigins: values.DARKROOM_ORIGINS === undefined,
    fetchAllow: values.DARKROOM_FETCH_ALLOW ?? [],
    copiesBytes: present(values.DARKROOM_COPIES_MEMORY),
    ...copiesOnDisk(dataFolder, present(values.DARKROOM_COPIES_DISK)),
    variants: values.DARKROOM_VARIANTS ?? defaultVariants(dataFolder),
    threads: present(values.UV_THREADPOOL_SIZE),
    workers: values.DARKROOM_WORKERS ?? availableParallelism(),
    workerBytes: present(values.DARKROOM_WORKER_MEMORY),
    faceTiles: present(values.DARKROOM_FACE_TILES),
    keepsAttribution: present(values.DARKROOM_KEEP_ATTRIBUTION),
    queue: present(values.DARKROOM_QUEUE),
    limits: {
      maxInputBytes: present(values.DARKROOM_MAX_INPUT_BYTES),
      maxInputPixels: present(values.DARKROOM_MAX_INPUT_PIXELS),
      maxFrames: present(values.DARKROOM_MAX_FRAMES),
      maxFramePixels: present(values.DARKROOM_MAX_FRAME_PIXELS),
      maxOutputSide: present(values.DARKROOM_MAX_OUTPUT_SIDE),
      maxComponents: present(values.DARKROOM_MAX_COMPONENTS),
      maxLayers: present(values.DARKROOM_MAX_LAYERS),
      renderTimeoutMs: present(values.DARKROOM_RENDER_TIMEOUT_MS),
      originTimeoutMs: present(values.DARKROOM_ORIGIN_TIMEOUT_MS),
    },
    ...(values.DARKROOM_MAX_AGE === undefined ? undefined : { maxAgeSeconds: values.DARKROOM_MAX_AGE }),
    staleWhileRevalidateSeconds: present(values.DARKROOM_SWR),
  };
  return { ok: true, config, warnings };
};

export interface Clouds {
  /** The default cloud first. */
  readonly clouds: readonly [Cloud, ...Cloud[]];
  /** Where the secret of the default cloud can be looked up, in words. */
  readonly secretPlace: string;
}

/** The clouds with their keys; makes up the default cloud's, once, where none are given. */
export const withCredentials = ({ defaultCloud, otherClouds, dataFolder }: Config): Clouds => {
  if (defaultCloud !== undefined) {
    return { clouds: mergeClouds(defaultCloud, otherClouds), secretPlace: 'in CLOUDINARY_URL' };
  }
  const { cloud, file } = ensureCredentials(dataFolder);
  return {
    clouds: mergeClouds(cloud, otherClouds),
    secretPlace: file === undefined ? 'lost at exit, for the data folder cannot be written' : `in ${file}`,
  };
};
