/** What every pixel engine has to hold to. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PixelLimits } from '../../src/pixel/inspect.ts';
import { findRegular } from '../../src/pixel/text/font-packages.ts';
import { renderText } from '../../src/pixel/text/render-text.ts';
import { planChain } from '../../src/plan/plan-chain.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { LayerContent, OpenImage, PixelEngine } from '../../src/ports.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { textOf } from '../pixel/text/drawing.ts';
import { codeOf } from './origin.ts';

export interface EngineUnderTest {
  readonly engine: PixelEngine;
  readonly close: () => Promise<void>;
}

const { signal } = new AbortController();

export const smallLimits: PixelLimits = {
  maxInputPixels: 1_000_000,
  maxFrames: 3,
  maxFramePixels: 2_000_000,
};

/** A white picture with a dark spot, in any format. */
export const draw = async (
  format: 'avif' | 'gif' | 'jpeg' | 'png' | 'tiff' | 'webp',
  width = 60,
  height = 40,
): Promise<Uint8Array> => {
  const spot = { create: { width: 10, height: 8, channels: 3, background: '#402010' } } as const;
  const picture = sharp({ create: { width, height, channels: 3, background: 'white' } });
  return picture
    .composite([{ input: spot, left: 20, top: 12 }])
    .toFormat(format)
    .toBuffer();
};

export const planOf = ({ facts }: OpenImage, chain: string): Plan => {
  const planned = unwrap(
    planChain(unwrap(parseChain(chain, { maxComponents: 40 })), facts, {
      maxOutputSide: 8192,
      maxLayers: 20,
      maxFrames: 300,
      maxFramePixels: 250_000_000,
    }),
  );
  if (planned.kind !== 'render') throw new TypeError(`${chain} renders nothing`);
  return planned.plan;
};

const vector = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><script>1</script><rect width="40" height="30"/></svg>',
);

export const describePixelEngine = (
  name: string,
  create: (limits: PixelLimits) => Promise<EngineUnderTest>,
): void => {
  describe(`${name} as a pixel engine`, () => {
    let current: EngineUnderTest;
    beforeAll(async () => {
      current = await create(smallLimits);
    });
    afterAll(async () => {
      await current.close();
    });

    const open = async (bytes: Uint8Array, key?: string): Promise<OpenImage> =>
      current.engine.open(bytes, signal, key === undefined ? {} : { key });

    it.each(['avif', 'gif', 'jpeg', 'png', 'tiff', 'webp'] as const)(
      'knows the facts of %s',
      async (format) => {
        const bytes = await draw(format);
        const image = await open(bytes);
        expect(image.facts).toMatchObject({
          format: format === 'jpeg' ? 'jpg' : format,
          storedWidth: 60,
          storedHeight: 40,
          orientation: 1,
          pages: 1,
          bytes: bytes.length,
        });
        await image.close();
      },
    );

    it('says at a glance what it will say at leisure, but for what takes a decoder', async () => {
      for (const format of ['avif', 'gif', 'jpeg', 'png', 'tiff', 'webp'] as const) {
        const bytes = await draw(format);
        const { facts, close } = await open(bytes);
        await close();
        expect(current.engine.glance(bytes)).toEqual({
          facts: { ...facts, alpha: format !== 'jpeg' },
          elaborate: false,
        });
      }
      expect(current.engine.glance(new TextEncoder().encode('text'))).toBeUndefined();
    });

    it('renders what the plan says', async () => {
      const image = await open(await draw('png'));
      const { bytes, width, height } = await image.render(planOf(image, 'c_scale,w_30/f_webp'), signal);
      expect([width, height]).toEqual([30, 20]);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 30, height: 20 });
      await image.close();
    });

    it('renders again what is still open', async () => {
      const image = await open(await draw('png'));
      const plan = planOf(image, 'c_scale,w_30');
      const first = await image.render(plan, signal);
      expect(await image.render(plan, signal)).toEqual(first);
      await image.close();
    });

    it('makes the same of the same content, whatever it may have kept', async () => {
      const bytes = await draw('jpeg');
      const render = async (key?: string): Promise<Uint8Array> => {
        const image = await open(bytes, key);
        const { bytes: made } = await image.render(planOf(image, 'c_fill,h_20,w_20'), signal);
        await image.close();
        return made;
      };
      const made = await render();
      for (const key of ['a', 'a', 'b', undefined, 'a']) expect(await render(key)).toEqual(made);
    });

    it('keeps contents with other keys apart', async () => {
      const sizes: number[] = [];
      for (const [key, width] of [
        ['first', 60],
        ['second', 50],
        ['first', 60],
      ] as const) {
        const image = await open(await draw('png', width), key);
        sizes.push(image.facts.storedWidth);
        await image.close();
      }
      expect(sizes).toEqual([60, 50, 60]);
    });

    it('finds what is not background', async () => {
      const image = await open(await draw('png'));
      const decode = { autoOrient: true, page: 0 };
      const picture = { source: { kind: 'original', index: 0, decode }, operations: [] } as const;
      const measure = { kind: 'content', picture, threshold: 10 } as const;
      expect(await image.measure(measure, signal)).toEqual({
        kind: 'content',
        box: { left: 20, top: 12, width: 10, height: 8 },
      });
      const { bytes } = await image.render(planOf(image, 'c_scale,w_30'), signal);
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 30 });
      await image.close();
    });

    it('gives small copies of originals: upright, without alpha, never larger', async () => {
      const turned = await sharp(await draw('jpeg', 60, 40))
        .withMetadata({ orientation: 6 })
        .toBuffer();
      const clear = { create: { width: 8, height: 4, channels: 4, background: '#ff000000' } } as const;
      const layer = { kind: 'image', bytes: await sharp(clear).png().toBuffer() } as const;
      const image = await current.engine.open(turned, signal, {}, [layer]);
      const small = await image.sample(0, 30, signal);
      expect([small.width, small.height, small.rgb.length]).toEqual([20, 30, 20 * 30 * 3]);
      // The spot at 20..30, 12..20 of 60x40, turned clockwise, lies at 20..28, 20..30 of 40x60.
      const redAt = (x: number, y: number): number => small.rgb[(y * 20 + x) * 3]!;
      expect(redAt(12, 12)).toBeLessThan(90);
      expect(redAt(7, 12)).toBeGreaterThan(220);
      const whole = await image.sample(0, 1000, signal);
      expect([whole.width, whole.height]).toEqual([40, 60]);
      expect((await image.sample(1, 1000, signal)).rgb).toEqual(new Uint8Array(8 * 4 * 3).fill(128));
      await image.close();
    });

    it('lays what lies in layers on the picture, and knows what is missing', async () => {
      const logo: LayerContent = { kind: 'image', bytes: await draw('webp', 30, 20), hints: { key: 'logo' } };
      const file: LayerContent = { kind: 'file', bytes: Uint8Array.of(1, 2, 3) };
      for (const key of ['a', 'a', undefined]) {
        const hints = key === undefined ? {} : { key };
        const image = await current.engine.open(await draw('png'), signal, hints, [undefined, logo, file]);
        expect(image.facts.layers).toMatchObject([
          { kind: 'missing' },
          { kind: 'image', facts: { format: 'webp', storedWidth: 30, storedHeight: 20 } },
          { kind: 'file' },
        ]);
        const chain = 'if_w_gt_99/l_none/if_end/l_logo,g_south_east,x_-30/if_w_gt_99/l_lut:a.cube/if_end';
        const { width, height } = await image.render(planOf(image, chain), signal);
        expect([width, height]).toEqual([90, 40]);
        await image.close();
      }
    });

    it('keeps layers apart from originals of other keys', async () => {
      const small: LayerContent = { kind: 'image', bytes: await draw('png', 10, 10), hints: { key: 'one' } };
      const image = await current.engine.open(await draw('png', 50), signal, { key: 'two' }, [small]);
      expect(image.facts).toMatchObject({ storedWidth: 50, layers: [{ facts: { storedWidth: 10 } }] });
      await image.close();
      const alone = await open(await draw('png', 10, 10), 'one');
      expect(alone.facts).toMatchObject({ storedWidth: 10 });
      expect(alone.facts.layers).toBeUndefined();
      await alone.close();
    });

    it('says of a layer that cannot be decoded what it says of an original', async () => {
      const bad: LayerContent = { kind: 'image', bytes: new TextEncoder().encode('text') };
      expect(await codeOf(current.engine.open(await draw('png'), signal, {}, [bad]))).toBe(
        'source.not-an-image',
      );
    });

    it('draws texts, with its own fonts and with one of the layers', async () => {
      const bytes = await readFile(findRegular('Lobster'));
      const image = await current.engine.open(await draw('png'), signal, {}, [{ kind: 'file', bytes }]);
      const lobster = textOf({ text: 'Love', family: 'Lobster' });
      const own = await image.measure({ kind: 'text', text: lobster }, signal);
      const custom = textOf({ text: 'Love', fontFile: 'brand.ttf' });
      expect(await image.measure({ kind: 'text', text: custom, font: 1 }, signal)).toEqual(own);
      const { width, height } = await renderText(lobster);
      expect(own).toEqual({ kind: 'text', width, height });
      const absent = textOf({ text: '\u{12000}' });
      expect(await codeOf(image.measure({ kind: 'text', text: absent }, signal))).toBe('url.unsupported');
      await image.close();
    });

    it('describes the passes of a plan, as they are for this very original', async () => {
      const image = await open(await draw('png'));
      expect(await image.describePasses(planOf(image, 'c_scale,w_30/e_grayscale'), signal)).toEqual([
        ['resize', 'recomb'],
      ]);
      await image.close();
    });

    it('delivers an original as it is, and a vector picture without what could run', async () => {
      const png = await draw('png');
      const untouched = await open(png);
      expect(await untouched.deliverable(signal)).toEqual(png);
      await untouched.close();
      const image = await open(vector);
      expect(new TextDecoder().decode(await image.deliverable(signal))).toMatch(/^<svg (?!.*script)/s);
      await image.close();
    });

    it('keeps pictures apart that are open at the same time', async () => {
      const widths = [60, 50, 40, 30, 20, 62, 52, 42];
      const made = await Promise.all(
        widths.map(async (width) => {
          const image = await open(await draw(width % 20 === 0 ? 'png' : 'jpeg', width), `picture ${width}`);
          const rendered = await image.render(planOf(image, 'e_grayscale'), signal);
          await image.close();
          return rendered.width;
        }),
      );
      expect(made).toEqual(widths);
    });

    it.each([
      ['source.not-an-image', async () => new TextEncoder().encode('this is text')],
      ['source.unsupported-format', async () => new TextEncoder().encode('8BPS and so on')],
      ['source.corrupt', async () => (await draw('png')).subarray(0, 30)],
      ['source.too-many-pixels', async () => draw('png', 1001, 1000)],
      ['source.too-many-pixels', async () => draw('jpeg', 1001, 1000)],
    ])('answers %s for what cannot be decoded', async (code, make) => {
      expect(await codeOf(open(await make()))).toBe(code);
    });

    it('says of a cut-off picture that it is damaged, when it comes to pixels', async () => {
      const bytes = await draw('jpeg', 600, 400);
      const image = await open(bytes.subarray(0, bytes.length - 500));
      expect(await codeOf(image.render(planOf(image, 'c_scale,w_590'), signal))).toBe('source.corrupt');
      await image.close();
    });

    it('begins nothing for those who have gone', async () => {
      const gone = AbortSignal.abort();
      expect(await codeOf(current.engine.open(await draw('png'), gone))).toBe('request.aborted');
      const image = await open(await draw('png'));
      expect(await codeOf(image.render(planOf(image, 'c_scale,w_30'), gone))).toBe('request.aborted');
      await image.close();
    });

    it('may be closed twice', async () => {
      const image = await open(await draw('png'));
      await image.close();
      await image.close();
    });
  });
};
