/** The app with use cases that are told what to do, for tests of nothing but HTTP. */
import { createHash } from 'node:crypto';
import { type ErrorCode, fail } from '../../src/errors.ts';
import { type AppDeps, createApp } from '../../src/http/app.ts';
import { createHttpServer } from '../../src/http/node-listener.ts';
import type { Delivered } from '../../src/service/delivered.ts';
import type { ParsedUrl } from '../../src/url/parsed-url.ts';

export const pictureBytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

export const lastModifiedMs = Date.UTC(2024, 4, 6, 7, 8, 9);

export const fakeUrl = (target: string): ParsedUrl => ({
  cloud: 'demo',
  resourceType: 'image',
  type: 'upload',
  publicId: target,
  transformation: [],
  signedText: target,
});

export const fakeDelivered = (url: ParsedUrl, more: Partial<Delivered> = {}): Delivered => ({
  url,
  variant: {
    bytes: pictureBytes,
    contentType: 'image/jpeg',
    width: 640,
    height: 480,
    etag: 'abc',
    createdAtMs: lastModifiedMs,
    original: { width: 1600, height: 1200, bytes: 4321, format: 'png' },
    sources: ['source1', 'source2'],
  },
  tier: 'memory',
  timings: [{ name: 'render', durationMs: 12.34 }],
  caching: {
    visibility: 'public',
    maxAgeSeconds: 3600,
    staleWhileRevalidateSeconds: 86_400,
    immutable: false,
  },
  lastModifiedMs,
  ...more,
});

export interface Logged {
  readonly level: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** `/fail/CODE` fails with that code, `/bug` throws something unforeseen. */
export const createFakeApp = (more: Partial<AppDeps> = {}) => {
  const logged: Logged[] = [];
  const deps: AppDeps = {
    parse: fakeUrl,
    deliver: async (url) => {
      if (url.publicId === '/bug') throw new Error('secret inner detail');
      const code = url.publicId.match(/^\/fail\/(.+)$/)?.[1];
      if (code !== undefined) throw fail(code as ErrorCode);
      return Promise.resolve(fakeDelivered(url));
    },
    explain: async (url) => Promise.resolve({ path: url.publicId }),
    access: {
      keys: [{ key: 'k', secret: 's:e' }],
      hashing: {
        key: (text) => text,
        etag: () => '',
        digest: (algorithm, text) => createHash(algorithm).update(text).digest('base64'),
      },
    },
    checks: {},
    home: async () => Promise.resolve({ cloud: 'demo', examples: [] }),
    reference: {
      cloud: 'demo',
      readScript: async () => Promise.resolve(new TextEncoder().encode('export {};')),
    },
    log: { event: (level, name, fields) => logged.push({ level, name, fields }) },
    newRequestId: () => 'request-1',
    ...more,
  };
  const fetch = createApp(deps);
  return { fetch, server: createHttpServer(fetch), logged };
};
