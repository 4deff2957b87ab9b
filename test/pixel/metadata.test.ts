/** What is kept of an original's metadata, and what never is: judged by the bytes that are delivered. */
import exifr from 'exifr';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from '../../src/ops/facts.ts';
import type { Operation } from '../../src/ops/operation.ts';
import { insertIptc, readIptc } from '../../src/pixel/metadata/iptc.ts';
import type { Encode } from '../../src/plan/plan.ts';
import { engine, render, signal } from './pictures.ts';

/** Positions as XMP and EXIF have them; each is unlike anything else in a file. */
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:drone="http://www.dji.com/drone-dji/1.0/"
 exif:GPSLatitude="52,31.777N" drone:GpsLongitude="13.40777" photoshop:Credit="Rain &amp; &#x53;un &lt;agency&gt;">
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2024 Zoë</rdf:li></rdf:Alt></dc:rights>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>ships</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>`;

const tagged = insertIptc(
  await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .withXmp(xmp)
    .withExif({
      IFD0: { Artist: 'Zoe Artist', Copyright: 'Zoe Rights', Make: 'Cameramaker' },
      IFD2: { MakerNote: 'secretnote', DateTimeOriginal: '2024:05:06 07:08:09', ExposureTime: '1/125' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 7654321/1000' },
    })
    .jpeg()
    .toBuffer(),
  new Map([
    [80, ['Zoë Byline']],
    [115, ['The Archive']],
    [120, ['Ships in the morning']],
    [221, ['GPS 52.777 13.40777']],
  ]),
);

/** Traces of where it was taken, and of what the camera's maker wrote. */
const traces = /GPS|52,31\.777|13\.40777|52\.777|secretnote/iu;
const secondsOfArc = Buffer.alloc(4);
secondsOfArc.writeUInt32LE(7_654_321);

const deliver = async (
  encode: Partial<Encode>,
  operations: readonly Operation[] = [{ op: 'resize', width: 20, height: 15 }],
): Promise<Buffer> => Buffer.from((await render(tagged, operations, { encode })).bytes);

const expectNoTrace = (bytes: Buffer): void => {
  expect(bytes.toString('latin1')).not.toMatch(traces);
  expect(bytes.includes(secondsOfArc)).toBe(false);
  expect(bytes.includes(Buffer.from(secondsOfArc).reverse())).toBe(false);
};

const formats: readonly OutputFormat[] = ['avif', 'gif', 'jpg', 'png', 'tiff', 'webp'];
const kept = ['all', 'attribution', undefined] as const;

describe('the original of these tests', () => {
  it('has all that is looked for', () => {
    expect(Buffer.from(tagged).toString('latin1')).toMatch(traces);
    expect(Buffer.from(tagged).includes(secondsOfArc)).toBe(true);
  });
});

describe('positions', () => {
  it.each(formats.flatMap((format) => kept.map((metadata) => [format, metadata] as const)))(
    'never get into %s when %s is kept',
    async (format, metadata) => {
      expectNoTrace(await deliver({ format, ...(metadata && { metadata }) }));
    },
  );

  it.each([
    ['after nothing', []],
    ['after a kernel', [{ op: 'pixelate', size: 2 }]],
    [
      'after two passes',
      [
        { op: 'blur', sigma: 2 },
        { op: 'resize', width: 20, height: 15 },
      ],
    ],
  ] as const)('never do %s', async (_, operations) => {
    const bytes = await deliver({ format: 'jpg', metadata: 'all' }, operations);
    expectNoTrace(bytes);
    expect(bytes.toString()).toContain('© 2024 Zoë');
  });
});

describe('what is kept', () => {
  const read = async (bytes: Buffer) => {
    const { exif, xmp: packet, iptc } = await sharp(bytes).metadata();
    const tiff = exif?.toString('latin1').startsWith('Exif') === true ? exif.subarray(6) : exif;
    const fields: unknown = tiff && (await exifr.parse(tiff, { reviveValues: false }));
    return { exif: fields, xmp: packet?.toString(), iptc: iptc && Object.fromEntries(readIptc(iptc)) };
  };

  it('is nothing unless somebody asks', async () => {
    expect(await read(await deliver({ format: 'jpg' }))).toEqual({});
  });

  it('says whose it is, in every form that JPEG has', async () => {
    const { exif, xmp: packet, iptc } = await read(await deliver({ format: 'jpg', metadata: 'attribution' }));
    expect(exif).toMatchObject({ Artist: 'Zoe Byline', Copyright: '(C) 2024 Zoe' });
    expect(exif).not.toHaveProperty('Make');
    expect(iptc).toMatchObject({
      80: ['Zoë Byline'],
      110: ['Rain & Sun <agency>'],
      115: ['The Archive'],
      116: ['© 2024 Zoë'],
    });
    expect(packet).toContain('<photoshop:Credit>Rain &amp; Sun &lt;agency&gt;</photoshop:Credit>');
    expect(packet).toContain('<rdf:li xml:lang="x-default">© 2024 Zoë</rdf:li>');
    expect(packet).not.toMatch(/Harbour|ships/u);
  });

  it('is titles, keywords, dates and settings as well with keep_iptc', async () => {
    const { exif, xmp: packet, iptc } = await read(await deliver({ format: 'jpg', metadata: 'all' }));
    expect(exif).toMatchObject({
      Make: 'Cameramaker',
      DateTimeOriginal: '2024:05:06 07:08:09',
      ExposureTime: 0.008,
      ImageDescription: 'Ships in the morning',
      Copyright: '(C) 2024 Zoe',
    });
    expect(iptc).toMatchObject({ 5: ['Harbour'], 25: ['sea', 'ships'], 120: ['Ships in the morning'] });
    expect(packet).toContain('<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>ships</rdf:li></rdf:Bag>');
  });

  it.each(['png', 'webp', 'avif'] as const)('is in the EXIF and XMP of %s', async (format) => {
    const { exif, xmp: packet } = await read(await deliver({ format, metadata: 'attribution' }));
    expect(exif).toMatchObject({ Artist: 'Zoe Byline', Copyright: '(C) 2024 Zoe' });
    expect(packet).toContain('The Archive');
  });

  it('comes from originals in other formats', async () => {
    for (const format of ['png', 'webp', 'tiff'] as const) {
      const other = await sharp(tagged).keepMetadata().toFormat(format).toBuffer();
      const { bytes } = await render(other, [], { encode: { format: 'jpg', metadata: 'attribution' } });
      expect((await read(Buffer.from(bytes))).xmp, format).toContain('© 2024 Zoë');
      expectNoTrace(Buffer.from(bytes));
    }
  });

  it('is never part of a picture that has none', async () => {
    const plain = await sharp(tagged).jpeg().toBuffer();
    const { bytes } = await render(plain, [], { encode: { format: 'jpg', metadata: 'all' } });
    expect(await read(Buffer.from(bytes))).toEqual({});
  });

  it('leaves the picture readable, whatever stands where metadata should', async () => {
    const base = await sharp(tagged).jpeg().toBuffer();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'Exif\0\0II*\0\x08\0\0\0',
          'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta',
          'Photoshop 3.0\x008BIM\x04\x04\0\0',
        ),
        fc.uint8Array({ maxLength: 200 }),
        async (head, noise) => {
          const body = Buffer.concat([Buffer.from(head, 'latin1'), noise]);
          const mark = head.startsWith('Photoshop') ? 0xed : 0xe1;
          const segment = Buffer.concat([Uint8Array.of(0xff, mark, 0, body.length + 2), body]);
          const odd = Buffer.concat([base.subarray(0, 2), segment, base.subarray(2)]);
          const image = await engine.open(odd, signal);
          expect(image.facts.storedWidth).toBe(40);
          const { bytes } = await render(odd, [], { encode: { format: 'jpg', metadata: 'all' } });
          expect((await sharp(bytes).metadata()).width).toBe(40);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("IPTC's data sets", () => {
  it('are read as they were written', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xdb);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('5', '25', '80', '116'), fc.array(text, { minLength: 1 })),
        (sets) => {
          const given = new Map(Object.entries(sets).map(([number, values]) => [Number(number), values]));
          const written = insertIptc(jpeg, given);
          expect([...written.subarray(0, 8), ...written.subarray(-2)]).toEqual([...jpeg]);
          const back = new Map([...readIptc(written)].filter(([number]) => number !== 0));
          expect(back).toEqual(given);
        },
      ),
    );
  });

  it('without a known encoding are taken for the usual one', () => {
    expect(readIptc(Uint8Array.of(0x1c, 2, 80, 0, 2, 0xc9, 0x61)).get(80)).toEqual(['Éa']);
  });

  it('are left out where they do not fit', () => {
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xdb);
    expect(insertIptc(jpeg, new Map([[25, Array.from({ length: 40 }, () => 'x'.repeat(2000))]]))).toEqual(
      jpeg,
    );
  });
});

describe('a density', () => {
  it.each(['avif', 'jpg', 'png', 'tiff', 'webp'] as const)(
    'is all that %s says of the original',
    async (format) => {
      const bytes = await deliver({ format, density: 300 });
      expectNoTrace(bytes);
      expect(bytes.toString('latin1')).not.toMatch(/Zoe|Cameramaker/u);
      const { density, exif } = await sharp(bytes).metadata();
      const said: unknown = exif && (await exifr.parse(exif.subarray(exif[0] === 0x45 ? 6 : 0)));
      if (said !== undefined) expect(said).toMatchObject({ XResolution: 300, YResolution: 300 });
      else expect(density).toBe(300);
    },
  );

  it('goes with what is kept', async () => {
    const bytes = await deliver({ format: 'jpg', density: 96, metadata: 'attribution' });
    expect(await exifr.parse(bytes)).toMatchObject({ XResolution: 96, Copyright: '(C) 2024 Zoe' });
    expectNoTrace(bytes);
  });

  it.each([
    ['as it is', {}],
    ['after an effect', { operations: [{ op: 'pixelate', size: 4 } as const] }],
  ])(
    'is not said of a PNG that nobody asked it for: %s',
    async (_, { operations = [] }: { operations?: readonly Operation[] }) => {
      const print = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#369' } })
        .png()
        .withDensity(300)
        .toBuffer();
      expect(print.includes('pHYs')).toBe(true);
      for (const format of ['png', 'ico'] as const) {
        const { bytes } = await render(print, [{ op: 'resize', width: 20, height: 15 }, ...operations], {
          encode: { format },
        });
        expect(Buffer.from(bytes).includes('pHYs')).toBe(false);
      }
    },
  );
});
