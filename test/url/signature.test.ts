import { createHash } from 'node:crypto';
import { v2 as cloudinary, type ConfigAndUrlOptions } from 'cloudinary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { parseDelivery } from '../../src/url/route.ts';
import { type Digest, signatureMatches } from '../../src/url/signature.ts';

const digest: Digest = (algorithm, text) => createHash(algorithm).update(text, 'utf8').digest('base64');
const options = { defaultCloud: 'demo', isCloud: (name: string) => name === 'demo', maxComponents: 40 };

const verify = (target: string, ...secrets: readonly string[]): boolean =>
  signatureMatches(unwrap(parseDelivery(target, options)), secrets, digest);

/** What the SDKs' own tests expect: [what is signed, secret, signature]. */
const vectors: readonly (readonly [toSign: string, secret: string, signature: string])[] = [
  ['c_crop,h_20,w_10/image.jpg', 'b', 'Ai4Znfl3'],
  ['image.jpg', 'b', '--SjmNDA'],
  ['http://google.com/path/to/image.png', 'b', 'hH_YcbiS'],
  ['co_red,l_text:Times_70_bold:Cool%25F0%259F%2598%258D/image.jpg', 'b', 'Uqk1a-5W'],
  ['l_text:Helvetica_50:test+text/some_public_id.jpg', 'AbcdEfghIjklmnopq1234567890', 'j5Z1ILxd'],
  ['sample.jpg', 'b', 'v2fTPYTu'],
  ['sample.jpg', 'b', '2hbrSMPO'],
  ['sample.jpg', 'b', '2hbrSMPOjj5BJ4xV7SgFbRDevFaQNUFf'],
];

describe('signatures from the SDKs', () => {
  it.each(vectors)('cover %s with the secret %s as %s', (toSign, secret, signature) => {
    const type = toSign.startsWith('http') ? 'fetch' : 'upload';
    const at = (given: string) => `/demo/image/${type}/s--${given}--/${toSign}`;
    expect(verify(at(signature), secret)).toBe(true);
    expect(verify(at(signature), 'another', secret)).toBe(true);
    expect(verify(at(signature), 'another')).toBe(false);
    expect(verify(at(signature))).toBe(false);
    expect(verify(at(signature.slice(0, -1)), secret)).toBe(false);
    expect(verify(at(`${signature}A`), secret)).toBe(false);
    const other = signature.startsWith('A') ? 'B' : 'A';
    expect(verify(at(other + signature.slice(1)), secret)).toBe(false);
  });

  it('cover neither cloud, kind, version nor query', () => {
    for (const target of [
      '/demo/image/upload/s--Ai4Znfl3--/c_crop,h_20,w_10/v1234/image.jpg?_a=X',
      '/image/authenticated/s--Ai4Znfl3--/c_crop,h_20,w_10/image.jpg',
      '/s--Ai4Znfl3--/c_crop,h_20,w_10//image.jpg',
      '/demo/images/s--Ai4Znfl3--/c_crop,h_20,w_10/image/a-name.jpg',
    ]) {
      expect(verify(target, 'b'), target).toBe(true);
    }
  });

  it('survive a proxy that escapes more, or joins slashes', () => {
    expect(verify('/demo/image/upload/s--Ai4Znfl3--/c_crop%2Ch_20%2Cw_10/image%2Ejpg', 'b')).toBe(true);
    expect(verify('/demo/image/fetch/s--hH_YcbiS--/http:/google.com/path/to/image.png', 'b')).toBe(true);
  });

  it('are false for a URL that has none', () => {
    expect(verify('/demo/image/upload/sample.jpg', 'b')).toBe(false);
  });

  it('cover the query of a fetched address, so that they open no other one', () => {
    const signed = digest('sha1', 'http://h.example/a?b=cb')
      .slice(0, 8)
      .replaceAll('/', '_')
      .replaceAll('+', '-');
    expect(verify(`/demo/image/fetch/s--${signed}--/http://h.example/a?b=c&_a=X`, 'b')).toBe(true);
    expect(verify(`/demo/image/fetch/s--${signed}--/http://h.example/a?b=d`, 'b')).toBe(false);
    expect(verify('/demo/image/fetch/s--hH_YcbiS--/http://google.com/path/to/image.png?b=d', 'b')).toBe(
      false,
    );
  });

  it('do not cover a second meaning, whose text is the escaped form of the first', () => {
    const signed = digest('sha1', 'a%20c.jpgb').slice(0, 8).replaceAll('/', '_').replaceAll('+', '-');
    expect(verify(`/demo/image/upload/s--${signed}--/a%20c.jpg`, 'b')).toBe(true);
    expect(verify(`/demo/image/upload/s--${signed}--/a%2520c.jpg`, 'b')).toBe(false);
  });
});

/** Signs with the real SDK, and gives path and query as an HTTP client sends them. */
const sign = (publicId: string, given: ConfigAndUrlOptions): string => {
  const url = cloudinary.url(publicId, {
    cloud_name: 'demo',
    api_secret: 'secret',
    sign_url: true,
    secure: true,
    ...given,
  });
  return new URL(url).href.slice(new URL(url).origin.length);
};

const forms: readonly (readonly [name: string, publicId: string, options: ConfigAndUrlOptions])[] = [
  ['a plain id', 'sample', {}],
  ['a format', 'sample', { format: 'png' }],
  ['folders', 'a/b/sample.jpg', {}],
  ['doubled slashes', 'a//b/sample.jpg', {}],
  ['a version', 'a/sample.jpg', { version: 1234 }],
  ['spaces', 'my folder/my sample.jpg', {}],
  ['escapes in the id', 'a%20b%2Cc.jpg', {}],
  ['unicode', 'ünï/漢字 😍.jpg', {}],
  ['punctuation', "it's (a) [b] {c}!*~+&=@$;,#?.jpg", {}],
  ['one component', 'sample.jpg', { width: 10, height: 20, crop: 'crop' }],
  ['a chain', 'a/sample.jpg', { transformation: [{ width: 10, crop: 'scale' }, { effect: 'sepia' }] }],
  ['a raw transformation with doubled slashes', 'sample.jpg', { raw_transformation: 'w_10//e_sepia' }],
  ['spaces in chain and id', 'my sample.jpg', { raw_transformation: 't_blip blop' }],
  ['unicode in chain and id', 'ü 漢.jpg', { raw_transformation: 't_blïp' }],
  [
    'text',
    'sample.jpg',
    { overlay: { font_family: 'Arial', font_size: 18, text: 'Hello, World / ü 😍 (%)!' } },
  ],
  [
    'text and an id with a space',
    'a b.jpg',
    { overlay: { font_family: 'Arial', font_size: 18, text: 'A b, c' } },
  ],
  ['the root path', 'sample.jpg', { use_root_path: true, width: 10, crop: 'scale' }],
  ['the short form', 'sample.jpg', { shorten: true, width: 10, crop: 'scale' }],
  ['a name for search engines', 'a/sample', { url_suffix: 'a-name', format: 'jpg', private_cdn: true }],
  [
    'a name for search engines, private',
    'sample',
    { url_suffix: 'a-name', type: 'private', private_cdn: true },
  ],
  ['a raw file', 'dir/notes.txt', { resource_type: 'raw' }],
  [
    'a raw file with a name',
    'dir/notes',
    { resource_type: 'raw', url_suffix: 'x', format: 'pdf', private_cdn: true },
  ],
  ['a video', 'dir/clip', { resource_type: 'video', format: 'mp4' }],
  ['an authenticated one', 'sample.jpg', { type: 'authenticated' }],
  ['a private cloud', 'sample.jpg', { private_cdn: true }],
  ['fetch', 'http://host.example/a/b.jpg', { type: 'fetch' }],
  ['fetch with a query', 'https://host.example/a b.jpg?x=1&y=%20#z', { type: 'fetch', fetch_format: 'jpg' }],
  ['fetch with no analytics', 'https://host.example/?a', { type: 'fetch', urlAnalytics: false }],
  ['a video site', 'http://www.youtube.com/watch?v=d9NF2edxy-M', { type: 'youtube' }],
];

describe('signed URLs of the SDK', () => {
  it.each(forms)('are accepted with %s', (_name, publicId, given) => {
    for (const algorithm of [{}, { signature_algorithm: 'sha256' }, { long_url_signature: true }]) {
      const target = sign(publicId, { ...given, ...algorithm });
      expect(verify(target, 'secret'), target).toBe(true);
      expect(verify(target, 'terces'), target).toBe(false);
    }
  });

  it('are accepted for any public id, and for no other', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), (parts) => {
        const id = parts.join('/').replace(/[\p{Cc}\p{Cs}\\/%.]/gu, '-');
        const target = sign(`${id}.jpg`, { width: 10, crop: 'scale' });
        expect(verify(target, 'secret')).toBe(true);
        expect(verify(target.replace('.jpg', '.png'), 'secret')).toBe(false);
        expect(verify(target.replace('w_10', 'w_11'), 'secret')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
