import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestKeyText as textOf, sourceText, variantKeyText, type Wish } from '../../src/plan/keys.ts';
import type { AssetRef } from '../../src/url/parsed-url.ts';

type RequestKeyParts = AssetRef & Wish;

const requestKeyText = (given: RequestKeyParts): string => textOf(given, given);

const parts: RequestKeyParts = {
  cloud: 'demo',
  resourceType: 'image',
  type: 'upload',
  publicId: 'dir/chart',
  format: 'png',
  chain: 'c_fill,w_200',
  extension: undefined,
  acceptClass: '',
  settings: '',
  engineVersion: '1',
};

/** Few characters, among them those that a careless encoding would confuse. */
const text = fc.string({
  unit: fc.constantFrom('a', '"', ',', '/', '|', '\\', '[', '\u0000', '\ud800', 'é'),
  maxLength: 4,
});

const anyParts: fc.Arbitrary<RequestKeyParts> = fc.record(
  {
    cloud: text,
    resourceType: fc.constantFrom('image', 'raw'),
    type: fc.constantFrom('upload', 'private'),
    publicId: text,
    format: text,
    chain: text,
    extension: fc.option(text, { nil: undefined }),
    acceptClass: text,
    settings: text,
    engineVersion: text,
  },
  {
    requiredKeys: [
      'cloud',
      'resourceType',
      'type',
      'publicId',
      'chain',
      'extension',
      'acceptClass',
      'settings',
      'engineVersion',
    ],
  },
);

const source = fc.record({ sourceHash: text, key: text, etag: text });

describe('the text of a request key', () => {
  it.each(Object.keys(parts))('depends on %s', (name) => {
    expect(requestKeyText({ ...parts, [name]: 'other' })).not.toBe(requestKeyText(parts));
  });

  it('is the same for the same parts, whatever else is known of the URL', () => {
    const url = {
      ...parts,
      version: 17,
      signature: 'AAAAAAAA',
      signedText: 'x',
      transformation: [],
      seoSuffix: 'y',
    };
    expect(requestKeyText(url)).toBe(requestKeyText(parts));
  });

  it('tells no extension from every extension', () => {
    const { format: _format, ...bare } = parts;
    for (const format of ['', 'null', 'undefined', '[]']) {
      expect(requestKeyText({ ...bare, format })).not.toBe(requestKeyText(bare));
    }
  });

  it('is never the same for two different requests', () => {
    fc.assert(
      fc.property(anyParts, anyParts, (a, b) => {
        const same = Object.keys(parts).every(
          (name) => a[name as keyof typeof a] === b[name as keyof typeof b],
        );
        expect(requestKeyText(a) === requestKeyText(b)).toBe(same);
      }),
    );
  });
});

describe('the text of a variant key', () => {
  it('is never the same for two different requests or lists of sources', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(source, { maxLength: 3 }),
        text,
        fc.array(source, { maxLength: 3 }),
        (a, as, b, bs) => {
          const same = JSON.stringify([a, as]) === JSON.stringify([b, bs]);
          expect(variantKeyText(a, as) === variantKeyText(b, bs)).toBe(same);
        },
      ),
    );
  });

  it('depends on the order of the sources: below and above are not the same', () => {
    const [a, b] = [
      { sourceHash: 's', key: 'a', etag: '1' },
      { sourceHash: 't', key: 'b', etag: '2' },
    ];
    expect(variantKeyText('r', [a, b])).not.toBe(variantKeyText('r', [b, a]));
  });

  it('is no request key, and no source', () => {
    expect(variantKeyText('r', [])).not.toBe(requestKeyText(parts));
    expect(sourceText(parts)).not.toBe(requestKeyText(parts));
  });
});

describe('the text of a source', () => {
  it('is one for all variants of an original', () => {
    expect(sourceText({ ...parts, format: 'webp' })).toBe(sourceText(parts));
  });

  it('is one for both spellings of a name', () => {
    expect(sourceText({ ...parts, publicId: 'cafe\u0301' })).toBe(
      sourceText({ ...parts, publicId: 'caf\u00e9' }),
    );
  });

  it.each(['cloud', 'resourceType', 'type', 'publicId'])('depends on %s', (name) => {
    expect(sourceText({ ...parts, [name]: 'other' })).not.toBe(sourceText(parts));
  });
});
