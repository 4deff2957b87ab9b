import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, errorTable } from '../../src/errors.ts';
import { encodeErrorHeader } from '../../src/http/error-header.ts';
import { respondToDiagnostic } from '../../src/http/errors.ts';
import { ask, close, listen } from './exchange.ts';
import { createFakeApp } from './fake-app.ts';

describe('X-Cld-Error', () => {
  it('keeps ASCII and percent-encodes the rest', () => {
    expect(encodeErrorHeader('Invalid effect - 漢 (50%)')).toBe('Invalid effect - %E6%BC%A2 (50%)');
  });

  it('cannot be used to smuggle a header in', () => {
    expect(encodeErrorHeader('a\r\nSet-Cookie: b\0')).toBe('a%0D%0ASet-Cookie: b%00');
  });

  it('replaces half of a surrogate pair', () => {
    expect(encodeErrorHeader('a\uD83Db')).toBe('a%EF%BF%BDb');
  });

  it('is at most 512 bytes and ends at a whole character', () => {
    const header = encodeErrorHeader(`${'x'.repeat(505)}😀😀`);
    expect(header).toBe('x'.repeat(505));
  });
});

describe('the answer to a failure', () => {
  const { server, logged } = createFakeApp();
  let port = 0;
  beforeAll(async () => {
    port = await listen(server);
  });
  afterAll(async () => close(server));

  const codes = (Object.keys(errorTable) as ErrorCode[]).filter((code) => code !== 'internal.bug');

  it.each(codes)('%s has its status, text and cache rule', async (code) => {
    const { status, text, caching } = errorTable[code];
    const { status: answered, headers, body } = await ask(port, `/fail/${code}`);
    expect(answered).toBe(status);
    expect(JSON.parse(body.toString())).toEqual({ error: { message: text, code } });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(body.length),
      'x-cld-error': text,
      'cache-control': caching === 'short' ? 'public, max-age=60' : 'no-store',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['access-control-expose-headers']).toContain('X-Cld-Error');
  });

  it('says when to come back with a 503', async () => {
    const { status, headers } = await ask(port, '/fail/overload.queue-full');
    expect([status, headers['retry-after']]).toEqual([503, '2']);
  });

  it('tells nothing of the inside of a bug, and gives an id that the log has too', async () => {
    const { status, headers, body } = await ask(port, '/bug');
    expect(status).toBe(500);
    expect(headers['x-request-id']).toBe('request-1');
    expect(body.toString()).not.toContain('inner detail');
    expect(JSON.parse(body.toString()).error).toMatchObject({ code: 'internal.bug', requestId: 'request-1' });
    expect(logged.find(({ name }) => name === 'request.bug')?.fields).toMatchObject({
      requestId: 'request-1',
      error: new Error('secret inner detail'),
    });
  });

  it('logs what the operator should look at and nothing that is the client’s fault', async () => {
    logged.length = 0;
    await ask(port, '/fail/source.not-found');
    expect(logged).toEqual([]);
    await ask(port, '/fail/origin.unreachable');
    expect(logged.map(({ level, name }) => [level, name])).toEqual([['error', 'request.failed']]);
  });

  it('answers HEAD with the headers of GET', async () => {
    const get = await ask(port, '/fail/source.not-found');
    const head = await ask(port, '/fail/source.not-found', { method: 'HEAD' });
    expect(head.body.length).toBe(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
  });

  it('carries the place and the hint', async () => {
    const response = respondToDiagnostic({
      code: 'url.unknown-parameter',
      message: 'Invalid transformation component - my_path',
      span: { from: 1, to: 8 },
      hint: 'Write /v1/ before a folder of that name',
    });
    expect(response.headers.get('x-cld-error')).toBe(
      'Invalid transformation component - my_path. Write /v1/ before a folder of that name',
    );
    expect(await response.json()).toMatchObject({ error: { span: { from: 1, to: 8 } } });
  });
});
