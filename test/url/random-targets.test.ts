/** Anything may be asked for: the reader answers every target with a picture's name or a diagnostic, and never throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorTable } from '../../src/errors.ts';
import { parseDeliveryUrl } from '../../src/url/delivery-url.ts';
import { isReserved, parseDelivery } from '../../src/url/route.ts';
import { signatureMatches } from '../../src/url/signature.ts';

const options = { defaultCloud: 'demo', isCloud: (name: string) => name === 'demo', maxComponents: 40 };

const join = (parts: readonly string[]): string => parts.join('');

const optional = (segment: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), segment);

const cloud = fc.constantFrom('/demo', '/nosuch', '/image', '/v2', '/_', '//demo', '/d%65mo');
const kind = fc.constantFrom(
  ...['/image/upload', '/image/fetch', '/video/upload', '/raw/upload', '/image/private', '/image/youtube'],
  ...['/iu', '/images', '/files', '/videos', '/image', '/image%2Fupload'],
);
const signature = fc.constantFrom(
  '/s--AAAAAAAA--',
  '/s--2hbrSMPOjj5BJ4xV7SgFbRDevFaQNUFf--',
  '/s----',
  '/s--a--',
);
const version = fc.constantFrom('/v1', '/v17', '/v1234567890', '/v12345678901234567890', '/v', '/v1_1');

const parameter = fc.oneof(
  fc.constantFrom(
    'w_200',
    'h_100',
    'c_fill',
    'c_crop',
    'e_sepia:50',
    'e_sepia',
    'a_90.vflip',
    'r_1:2:3',
    'r_max',
  ),
  fc.constantFrom(
    'bo_5px_solid_red',
    '$a_1',
    '$b',
    '$',
    'if_w_gt_1',
    'l_text:Arial_10:A%252CB',
    'fl_progressive.any',
  ),
  fc.constantFrom(
    'q_70:420',
    'w_$a_mul_2',
    'c_',
    'e_:',
    'dpr_-1',
    'w_0.5',
    'g_xy_center',
    'my_path',
    '',
    'b_rgb:fff',
  ),
  fc
    .tuple(fc.stringMatching(/^[a-z]{1,3}$/), fc.string({ maxLength: 12 }))
    .map(([key, value]) => `${key}_${value}`),
);
const component = fc
  .tuple(fc.constantFrom('/', '/', '/', '//', '%2F'), fc.array(parameter, { minLength: 1, maxLength: 3 }))
  .map(([slash, parts]) => slash + parts.join(slash === '%2F' ? '%2C' : ','));
const chain = fc.array(component, { maxLength: 5 }).map(join);

const source = fc.oneof(
  fc.constantFrom(
    '/a',
    '/a.jpg',
    '/dir/a.PNG',
    '/a%20b.png',
    '/chart/a-name.png',
    '/http://host.example/a?b=c',
  ),
  fc.constantFrom(
    '/a.webp',
    '/a-1.5.gif',
    '/ü😍',
    '/my_path/a.auto',
    '/https:/host.example',
    '/https%3A%2F%2Fh%2Fa%3Fb',
  ),
  fc.constantFrom(
    '/%2e%2e/a',
    '/./a',
    '/a%00',
    '/a%zz',
    '/%C3',
    '/%',
    '/.jpg',
    '/',
    '',
    '/http:',
    '/v1',
    '/a\\b',
  ),
);
const grammatical = fc
  .tuple(
    optional(cloud),
    optional(kind),
    optional(signature),
    chain,
    optional(version),
    optional(chain),
    source,
  )
  .map(join);

const garbage = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }).map(encodeURIComponent),
  fc.constantFrom('/', '%2F', '?', '&', ',', '%', '%0', '%25', '\0', '#'),
  ...[cloud, kind, signature, version, parameter, component, source],
);

const target = fc.oneof(
  { weight: 2, arbitrary: grammatical },
  { weight: 1, arbitrary: fc.array(garbage, { maxLength: 8 }).map((parts) => `/${join(parts)}`) },
  { weight: 1, arbitrary: fc.tuple(grammatical, garbage, source).map(join) },
);

describe('100,000 random request targets', () => {
  it('are read or refused, with the place inside the target', () => {
    fc.assert(
      fc.property(target, (text) => {
        const result = parseDelivery(text, options);
        if (result.ok) {
          const { publicId, signedText, signedChainLength = 0 } = result.value;
          const escapes = !publicId.includes('://') && publicId.split('/').includes('..');
          return publicId !== '' && !escapes && signedText.length > signedChainLength;
        }
        const { code, message, span = { from: 0, to: 0 } } = result.error;
        return (
          code in errorTable &&
          message !== '' &&
          span.from >= 0 &&
          span.from <= span.to &&
          span.to <= text.length
        );
      }),
      { numRuns: 100_000 },
    );
  });

  it('are never reserved and yet deliveries', () => {
    fc.assert(
      fc.property(target, (text) => !isReserved(text) || !parseDelivery(text, options).ok),
      { numRuns: 5000 },
    );
  });

  it('can have their signature looked at', () => {
    fc.assert(
      fc.property(target, (text) => {
        const result = parseDelivery(text, options);
        return !result.ok || !signatureMatches(result.value, ['secret'], () => '*'.repeat(40));
      }),
      { numRuns: 5000 },
    );
  });

  it('are read the same behind a host', () => {
    const host = 'https://demo-res.cloudinary.com';
    fc.assert(
      fc.property(target, (text) => {
        if (!text.startsWith('/') || text.includes('#') || isReserved(text)) return;
        const alone = parseDelivery(text, { ...options, isCloud: () => false });
        const whole = parseDeliveryUrl(`${host}${text}`);
        if (alone.ok) {
          const { transformation, ...named } = alone.value;
          expect(whole).toMatchObject({ ok: true, value: named });
        } else if (!whole.ok && alone.error.code === whole.error.code && alone.error.span) {
          expect(whole.error.span?.from).toBe(alone.error.span.from + host.length);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
