import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { rawOffset } from '../../src/url/decoded.ts';
import { decodePercent, sliceDecoded, splitDecoded } from '../../src/url/percent.ts';

const diagnose = (raw: string, base = 0) => {
  const result = decodePercent(raw, base);
  return result.ok ? undefined : result.error;
};

describe('decodePercent', () => {
  it('leaves text without escapes as it is, and keeps no offsets for it', () => {
    expect(decodePercent('w_200,h_100', 7)).toEqual({ ok: true, value: { text: 'w_200,h_100', base: 7 } });
  });

  it('decodes once, so that a doubly encoded comma stays encoded', () => {
    expect(unwrap(decodePercent('a%252Cb%2Cc', 0)).text).toBe('a%2Cb,c');
  });

  it('knows where each character stood, surrogate pairs included', () => {
    const decoded = unwrap(decodePercent('a%C3%BC%F0%9F%98%8Db', 10));
    expect(decoded.text).toBe('aü😍b');
    expect(decoded.offsets).toEqual([10, 11, 17, 17, 29, 30]);
    expect(rawOffset(decoded, 1)).toBe(11);
  });

  it.each([
    ['a%zz', '%zz is not a percent escape', { from: 6, to: 9 }],
    ['a%f', '%f is not a percent escape', { from: 6, to: 8 }],
    ['100%', '% is not a percent escape', { from: 8, to: 9 }],
    ['%+1', '%+1 is not a percent escape', { from: 5, to: 8 }],
    ['%C3', '%C3 is not valid UTF-8', { from: 5, to: 8 }],
    ['%C3a%BC', '%C3a%B is not valid UTF-8', { from: 5, to: 11 }],
    ['a%FC', '%FC is not valid UTF-8', { from: 6, to: 9 }],
    ['%C0%AF', '%C0 is not valid UTF-8', { from: 5, to: 8 }],
    ['%ED%A0%80', '%ED%A0%80 is not valid UTF-8', { from: 5, to: 14 }],
    ['x%00', 'The URL contains a NUL character', { from: 6, to: 9 }],
    ['x\0', 'The URL contains a NUL character', { from: 6, to: 7 }],
  ])('refuses %j, saying what and where', (raw, message, span) => {
    expect(diagnose(raw, 5)).toEqual({ code: 'url.malformed', message, span });
  });

  it('agrees with the platform about every text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'binary' }).map(encodeURIComponent), fc.string(), fc.constant('%')),
        ),
        (parts) => {
          const raw = parts.join('').replaceAll('\0', '');
          const result = decodePercent(raw, 0);
          let expected: string | undefined;
          try {
            expected = decodeURIComponent(raw);
          } catch {
            expected = undefined;
          }
          if (expected?.includes('\0')) expected = undefined;
          expect(result.ok ? result.value.text : undefined).toBe(expected);
        },
      ),
    );
  });
});

describe('slices of decoded text', () => {
  it('are the same text as slices of the whole, at the same places', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '/', 'ü', '😍', '%', ',') }),
        fc.nat(9),
        (text, base) => {
          const raw = encodeURIComponent(text);
          const whole = unwrap(decodePercent(raw, base));
          const parts = splitDecoded(whole, '/');
          expect(parts.map((part) => part.text)).toEqual(text.split('/'));
          for (const part of parts) {
            const from = rawOffset(part, 0) - base;
            const to = rawOffset(part, part.text.length) - base;
            expect(decodeURIComponent(raw.slice(from, to))).toBe(part.text);
          }
        },
      ),
    );
  });

  it('keep their place when nothing was encoded', () => {
    const slice = sliceDecoded({ text: 'w_1,h_2', base: 20 }, 4, 7);
    expect(slice).toEqual({ text: 'h_2', base: 24 });
  });
});
