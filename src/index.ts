/** The library: a fetch handler for any Hono host, and one-off rendering. */
import { compose, type CloudSettings } from './main/compose.ts';
import { defaultLimits } from './main/limits.ts';
import { createSilentLog } from './node/log.ts';
import { createPixelEngine } from './pixel/engine.ts';
import type { Limits, Log } from './ports.ts';
import { createRender, findFacesWith, type Render } from './render.ts';
import { createFaceDetector } from './vision/detector.ts';

export { type ErrorCode, Failure } from './errors.ts';
export type { Limits, Log } from './ports.ts';
export type { Render, RenderedPicture, RenderOptions } from './render.ts';
export type { CloudSettings } from './main/compose.ts';

/** What the environment says to a server, said by a program. */
export interface DarkroomOptions {
  /** Folders with originals, asked in this order. */
  readonly origins: readonly string[];
  /** The first is that of URLs that name none; `demo` without keys, which can verify no signature, when absent. */
  readonly clouds?: readonly CloudSettings[];
  /** Bytes that developed pictures may take in memory; 256 MB when absent. */
  readonly memoryBytes?: number;
  readonly limits?: Partial<Limits>;
  /** What originals say of their creators and rights goes with every picture made of them; not when absent. */
  readonly keepsAttribution?: boolean;
  /** Age in Cache-Control; when absent, long for what cannot change any more and short for the rest. */
  readonly maxAgeSeconds?: number;
  /** A day when absent. */
  readonly staleWhileRevalidateSeconds?: number;
  /** Where events go; nowhere when absent. */
  readonly log?: Log;
}

/** A delivery server without the server. */
export interface Darkroom {
  /**
   * Answers a request. `env` is what the host hands on: on Node, Hono's `{incoming, outgoing}`, from which the path is
   * read exactly as it was sent. Without it the path of `request` is used, in which the platform has resolved dot
   * segments and may have changed how characters are encoded: signatures of unusual names may then fail.
   */
  readonly fetch: (request: Request, env?: unknown) => Promise<Response>;
  /** Resolves when every request that is being answered has been; later ones get 503. */
  readonly close: () => Promise<void>;
}

const megabyte = 1024 * 1024;
const daySeconds = 86_400;

/**
 * @example
 * ```ts
 * const darkroom = createDarkroom({ origins: ['./pictures'] });
 * const app = new Hono();
 * app.all('/img/*', mount(darkroom.fetch)); // from 'hono/mount'; /img/c_fill,w_200,h_200/e_sepia/portrait.jpg
 * ```
 */
export const createDarkroom = (options: DarkroomOptions): Darkroom => {
  const [defaultCloud = { name: 'demo', keys: [] }, ...others] = options.clouds ?? [];
  const composed = compose({
    clouds: [defaultCloud, ...others],
    origins: options.origins.map((path) => ({ kind: 'file', path })),
    variants: { memoryBytes: options.memoryBytes ?? 256 * megabyte },
    workers: 0, // another program's process is not ours to multiply
    threads: 4, // Node's own default; a host that raised it can afford to leave some idle
    limits: { ...defaultLimits, ...options.limits },
    keepsAttribution: options.keepsAttribution ?? false,
    ...(options.maxAgeSeconds === undefined ? undefined : { maxAgeSeconds: options.maxAgeSeconds }),
    staleWhileRevalidateSeconds: options.staleWhileRevalidateSeconds ?? daySeconds,
    log: options.log ?? createSilentLog(),
  });
  const running = new Set<Promise<Response>>();
  let isClosed = false;
  return {
    fetch: async (request, env) => {
      if (isClosed) return new Response(undefined, { status: 503, headers: { 'Retry-After': '2' } });
      const answer = composed.fetch(request, env);
      running.add(answer);
      try {
        return await answer;
      } finally {
        running.delete(answer);
      }
    },
    close: async () => {
      isClosed = true;
      await Promise.allSettled(running);
      await composed.close();
    },
  };
};

let shared: Render | undefined;

/**
 * Develops one picture: `await render('portrait.jpg', 'c_fill,w_200,h_200/e_sepia', { format: 'webp' })`. Throws a
 * {@link Failure} whose `code` says what was wrong. The limits are those of a server without settings.
 */
export const render: Render = async (input, chain, options) => {
  shared ??= createRender({
    engine: createPixelEngine({ limits: defaultLimits }),
    limits: defaultLimits,
    findFaces: findFacesWith(createFaceDetector({ log: createSilentLog() })),
  });
  return shared(input, chain, options);
};
