/**
 * `/_/reference`: every definition with pictures and a place to try it, for everybody who may ask for pictures. The page
 * holds no key and signs nothing: where a server wants signatures, its pictures are refused like anybody's, and say so.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { fail } from '../errors.ts';
import { findDefinition } from '../params/index.ts';
import type { Hashing } from '../ports.ts';
import { renderPage } from '../reference/page/page.ts';
import { pageStyle } from '../reference/page/style.ts';
import { evaluatePreconditions } from './conditional.ts';

export interface ReferenceDeps {
  /** Of the pictures on the page. */
  readonly cloud: string;
  /** The page's script; undefined where it has not been built. */
  readonly readScript: () => Promise<Uint8Array | undefined>;
  readonly hashing: Hashing;
}

type Encoding = 'br' | 'gzip';

interface Part {
  readonly contentType: string;
  readonly etag: string;
  readonly cacheControl: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly encoded: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>;
}

const partNames = ['page', 'page.css', 'page.js'] as const;
type PartName = (typeof partNames)[number];
type Parts = Readonly<Partial<Record<PartName, Part>>>;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Nothing but what comes from here, and no script or style within the page. */
const policy =
  "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page is asked about each time; what it loads is named after its content. */
const fresh = 'no-cache';
const forGood = 'public, max-age=31536000, immutable';

const preparePart = async (
  text: Uint8Array | string,
  contentType: string,
  cacheControl: string,
  hashing: Hashing,
): Promise<Part> => {
  const body = new Uint8Array(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  const [br, gz] = await Promise.all([
    compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    compressGzip(body),
  ]);
  return {
    ...{ contentType, cacheControl, body },
    etag: hashing.etag(body),
    encoded: { br: new Uint8Array(br), gzip: new Uint8Array(gz) },
  };
};

const prepare = async ({ cloud, readScript, hashing }: ReferenceDeps): Promise<Parts> => {
  const script = await readScript();
  const version = hashing.digest('sha256', `${pageStyle}${script ? hashing.etag(script) : ''}`).slice(0, 16);
  const html = renderPage({ cloud, version: encodeURIComponent(version), scripted: script !== undefined });
  return {
    page: await preparePart(html, 'text/html; charset=utf-8', fresh, hashing),
    'page.css': await preparePart(pageStyle, 'text/css; charset=utf-8', forGood, hashing),
    ...(script && {
      'page.js': await preparePart(script, 'text/javascript; charset=utf-8', forGood, hashing),
    }),
  };
};

/** The better one of those that the client names; one that it refuses (`q=0`) is none of them. */
const chooseEncoding = (accepted: string): Encoding | undefined => {
  const names = accepted
    .split(',')
    .filter((each) => !/;\s*q=0(?:\.0*)?\s*$/u.test(each))
    .map((each) => each.replace(/;.*$/u, '').trim().toLowerCase());
  return (['br', 'gzip'] as const).find((encoding) => names.includes(encoding));
};

const respondWithPart = (request: Request, part: Part): Response => {
  const encoding = chooseEncoding(request.headers.get('accept-encoding') ?? '');
  const bytes = encoding === undefined ? part.body : part.encoded[encoding];
  const etag = `"${part.etag}${encoding === undefined ? '' : `-${encoding}`}"`;
  const headers = {
    ETag: etag,
    'Cache-Control': part.cacheControl,
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
  const read = (name: string): string | undefined =>
    name === 'if-none-match' ? (request.headers.get(name) ?? undefined) : undefined;
  if (evaluatePreconditions(read, { etag, lastModifiedMs: 0 }) === 'not-modified') {
    return new Response(undefined, { status: 304, headers });
  }
  return new Response(request.method === 'HEAD' ? undefined : bytes, {
    headers: {
      ...headers,
      'Content-Type': part.contentType,
      'Content-Length': String(bytes.length),
      ...(encoding !== undefined && { 'Content-Encoding': encoding }),
    },
  });
};

const isPartName = (name: string): name is PartName => partNames.some((each) => each === name);

/** A definition has an address of its own, which leads to its place on the page. */
const leadTo = (name: string): Response => {
  const id = name.replace(/_$/u, '');
  if (findDefinition(id) === undefined) throw fail('http.not-found', `There is no definition called ${name}`);
  return new Response(undefined, {
    status: 302,
    headers: { Location: `../reference#${encodeURIComponent(id)}`, 'Cache-Control': 'no-cache' },
  });
};

/** `name` is what stands behind `/_/reference/`; the page itself without one. */
export const createReferencePage = (
  deps: ReferenceDeps,
): ((request: Request, name?: string) => Promise<Response>) => {
  let prepared: Promise<Parts> | undefined;
  return async (request, name) => {
    if (name !== undefined && !(isPartName(name) && name !== 'page')) return leadTo(name);
    prepared ??= prepare(deps).catch((error: unknown) => {
      prepared = undefined; // a file that could not be read now may be read later
      throw error;
    });
    const part = (await prepared)[name ?? 'page'];
    if (part === undefined) {
      throw fail('http.not-found', 'The script of this page is not built: npm run build');
    }
    return respondWithPart(request, part);
  };
};
