/** What S3 answers besides objects, from a server that counts the requests. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/errors.ts';
import { createS3Origin, type S3OriginOptions } from '../../../src/origin/s3.ts';
import type { Origin } from '../../../src/ports.ts';
import { codeOf } from '../../contracts/origin.ts';
import { until } from '../../pixel/workers/running-engine.ts';
import { startWeb, type WebServer } from '../../servers/web.ts';

const { signal } = new AbortController();
const credentials = { accessKeyId: 'key', secretAccessKey: 'a-secret' };
let web: WebServer;
/** Keys that exist, with what an object says of itself. */
let objects: Map<string, string>;
let mayList = true;

const errorXml = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>no</Message></Error>`;

const listXml = (prefix: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><IsTruncated>false</IsTruncated>${[
    ...objects.keys(),
  ]
    .filter((key) => key.startsWith(prefix))
    .map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`)
    .join('')}</ListBucketResult>`;

beforeEach(async () => {
  objects = new Map();
  mayList = true;
  web = await startWeb();
  web.behave = (asked, answer) => {
    const { pathname, searchParams } = new URL(asked.url ?? '', 'http://host');
    if (searchParams.get('list-type') === '2') {
      if (mayList) answer.writeHead(200).end(listXml(searchParams.get('prefix') ?? ''));
      else answer.writeHead(403).end(errorXml('AccessDenied'));
      return true;
    }
    const text = objects.get(decodeURIComponent(pathname.replace(/^\/bucket\//, '')));
    if (text === undefined) {
      answer.writeHead(mayList ? 404 : 403).end(errorXml(mayList ? 'NoSuchKey' : 'AccessDenied'));
    } else if (asked.headers['if-none-match'] === '"e"') {
      answer.writeHead(304, { etag: '"e"' }).end();
    } else {
      answer.writeHead(200, { etag: '"e"', 'content-length': text.length }).end(text);
    }
    return true;
  };
});
afterEach(async () => web.close());

const create = (options: Partial<S3OriginOptions> = {}): Origin =>
  createS3Origin({
    bucket: 'bucket',
    endpoint: `http://127.0.0.1:${web.port}`,
    pathStyle: true,
    credentials,
    timeoutMs: 10_000,
    ...options,
  });

const requests = (): readonly string[] =>
  web.asked.map(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'http://host');
    return searchParams.has('list-type')
      ? `list ${searchParams.get('prefix') ?? ''}`
      : `get ${pathname.slice(8)}`;
  });

const locate = async (origin: Origin, publicId: string, format: string) => {
  const located = await origin.locate?.({ publicId, format }, {}, signal);
  if (typeof located === 'object') located.close?.();
  return located;
};

describe('a bucket', () => {
  it('is asked once for what is there as it was written, without a HEAD before', async () => {
    objects.set('chart.png', 'picture');
    const origin = create();
    const located = await origin.locate?.({ publicId: 'chart', format: 'png' }, {}, signal);
    if (typeof located !== 'object') throw new TypeError('not found');
    expect(Buffer.from((await located.bytes(100, signal)) ?? []).toString()).toBe('picture');
    expect(requests()).toEqual(['get chart.png']);
  });

  it('gives the body of its one answer also when whoever asked has gone', async () => {
    const large = 'x'.repeat(3_000_000);
    objects.set('chart.png', large);
    const leaving = new AbortController();
    const opened = await create().open('chart.png', {}, leaving.signal);
    leaving.abort();
    if (typeof opened !== 'object') throw new TypeError('not opened');
    expect((await opened.bytes(3_000_000, signal))?.length).toBe(large.length);
    expect(requests()).toEqual(['get chart.png']);
  });

  it('is asked once for what has not changed', async () => {
    objects.set('chart.png', 'picture');
    const known = { key: 'chart.png', etag: 'e' };
    expect(await create().locate?.({ publicId: 'chart', format: 'png' }, { known }, signal)).toBe(
      'not-modified',
    );
    expect(requests()).toEqual(['get chart.png']);
  });

  it('is asked three times for another extension, and for nothing', async () => {
    objects.set('chart.gif', 'picture');
    expect(await locate(create(), 'chart', 'webp')).toMatchObject({ key: 'chart.gif' });
    expect(requests()).toEqual(['get chart.webp', 'list chart.', 'get chart.gif']);
    web.asked.length = 0;
    expect(await locate(create(), 'missing', 'webp')).toBeUndefined();
    expect(requests()).toEqual(['get missing.webp', 'list missing.', 'get missing']);
  });

  it('that may not be listed is asked for each extension; what is forbidden there is missing', async () => {
    mayList = false;
    objects.set('chart.gif', 'picture');
    expect(await locate(create(), 'chart', 'webp')).toMatchObject({ key: 'chart.gif' });
    expect(await locate(create(), 'missing', 'webp')).toBeUndefined();
    await create().check(signal);
    const listings = requests().filter((request) => request.startsWith('list'));
    expect(listings).toEqual(['list chart.', 'list missing.', 'list ']);
  });

  it.each([
    [404, 'NoSuchBucket'],
    [403, 'InvalidAccessKeyId'],
    [403, 'SignatureDoesNotMatch'],
    [403, 'RequestTimeTooSkewed'],
    [403, 'InvalidObjectState'],
    [400, 'ExpiredToken'],
    [500, 'InternalError'],
    [503, 'SlowDown'],
  ])('that answers %i %s is broken, and its picture is not missing', async (status, code) => {
    web.behave = (_, answer) => {
      answer.writeHead(status).end(errorXml(code));
      return true;
    };
    const error = await create()
      .locate?.({ publicId: 'a', format: 'png' }, {}, signal)
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof Failure)) throw new TypeError('did not fail');
    expect([error.code, error.message]).toEqual([
      'origin.unreachable',
      `The bucket bucket cannot be read: ${code}`,
    ]);
    // For the log: nothing of the request, which is signed.
    expect(Object.keys(error.cause ?? {})).toEqual([]);
    if (code !== 'InvalidObjectState') {
      expect(await codeOf(create().check(signal))).toBe('origin.unreachable');
    }
  });

  it('whose answer is cut short gives no picture', async () => {
    web.behave = (_, answer) => {
      answer.writeHead(200, { etag: '"e"', 'content-length': 100 });
      answer.write('half', () => answer.socket?.destroy());
      return true;
    };
    const opened = await create().open('a.png', {}, signal);
    if (typeof opened !== 'object') throw new TypeError('not opened');
    expect(await codeOf(opened.bytes(1000, signal))).toBe('origin.unreachable');
  });

  it('is spared a crowd: beyond those with a connection, and as many who wait for one', async () => {
    web.behave = () => true;
    const origin = create({ maxConnections: 1 });
    const leaving = new AbortController();
    const stuck = [1, 2].map(async () => codeOf(origin.open('a.png', {}, leaving.signal)));
    await until(() => web.asked.length === 1);
    expect(await codeOf(origin.open('a.png', {}, signal))).toBe('overload.queue-full');
    leaving.abort();
    expect(await Promise.all(stuck)).toEqual(['request.aborted', 'request.aborted']);
    web.behave = (_, answer) => {
      answer.writeHead(404).end(errorXml('NoSuchKey'));
      return true;
    };
    expect(await codeOf(origin.open('a.png', {}, signal))).toBe('no failure');
  });

  it('that does not answer is given up after its time', async () => {
    web.behave = () => true;
    expect(await codeOf(create({ timeoutMs: 60 }).open('a.png', {}, signal))).toBe('origin.timeout');
  });

  it.each([false, true])(
    'is let go of when nobody waits for it any more: while it answers, %s',
    async (hasBegun) => {
      const leaving = new AbortController();
      const cut = new Promise<void>((resolve) => {
        web.behave = (asked, answer) => {
          asked.socket.once('close', () => resolve());
          if (hasBegun) answer.writeHead(200, { etag: '"e"', 'content-length': 100 }).write('half');
          else leaving.abort();
          return true;
        };
      });
      const opening = create().open('a.png', {}, leaving.signal);
      if (hasBegun) {
        const opened = await opening;
        if (typeof opened === 'object') opened.close?.();
      } else {
        expect(await codeOf(opening)).toBe('request.aborted');
      }
      await cut;
    },
  );

  it('that does not exist where it should is unreachable', async () => {
    const origin = create();
    await web.close();
    expect(await codeOf(origin.open('a.png', {}, signal))).toBe('origin.unreachable');
  });

  it('is asked with a prefix, by its name in the host or in the path', async () => {
    objects.set('in/here/a b+c%2F#?é.png', 'picture');
    expect(await locate(create({ prefix: 'in/here' }), 'a b+c%2F#?é', 'png')).toMatchObject({
      key: 'a b+c%2F#?é.png',
    });
    expect(requests()).toEqual(['get in/here/a%20b%2Bc%252F%23%3F%C3%A9.png']);
  });

  it('asks for checksums only where it was told to', async () => {
    objects.set('a.png', 'picture');
    await locate(create(), 'a', 'png');
    await locate(create({ checksum: 'supported' }), 'a', 'png');
    expect(web.asked.map(({ headers }) => headers['x-amz-checksum-mode'])).toEqual([undefined, 'ENABLED']);
  });
});
