/** BMP and ICO, as they were written over forty years: the right picture, or a clear refusal. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/errors.ts';
import { engine, type Paint, signal } from '../pictures.ts';
import { clear, differenceFrom, opaque, reduced, sceneOf } from './scene.ts';
import { type BmpShape, writeBmp, writeIco } from './write-bmp.ts';

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    await engine.open(bytes, signal);
    return 'opened';
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
};

/** All or nothing, as a mask has it. */
const cutOut: Paint = (x, y) => [...opaque(x, y), x < 20 ? 0 : 255];
const wide: Paint = (x, y) => reduced(4)(x * 3, y);

describe('BMP', () => {
  it.each<readonly [string, Paint, BmpShape, number]>([
    ['1 bit', reduced(1), { bits: 1 }, 0],
    ['2 bits', reduced(2), { bits: 2 }, 0],
    ['4 bits', reduced(4), { bits: 4 }, 0],
    ['8 bits', reduced(6), { bits: 8 }, 0],
    ['1 bit of OS/2', reduced(1), { bits: 1, headerBytes: 12 }, 0],
    ['4 bits of OS/2', reduced(4), { bits: 4, headerBytes: 12 }, 0],
    ['8 bits of OS/2', reduced(6), { bits: 8, headerBytes: 12 }, 0],
    ['24 bits of OS/2', opaque, { bits: 24, headerBytes: 12 }, 0],
    ['8 bits of the second OS/2', reduced(6), { bits: 8, headerBytes: 64 }, 0],
    ['16 bits', opaque, { bits: 16 }, 5],
    ['16 bits, 5-6-5', opaque, { bits: 16, masks: [0xf800, 0x7e0, 0x1f] }, 5],
    ['16 bits, 4-4-4-4', clear, { bits: 16, headerBytes: 108, masks: [0xf00, 0xf0, 0xf, 0xf000] }, 10],
    ['24 bits', opaque, { bits: 24 }, 0],
    ['24 bits from the top', opaque, { bits: 24, topDown: true }, 0],
    ['32 bits', opaque, { bits: 32 }, 0],
    ['32 bits with masks', opaque, { bits: 32, masks: [0xff, 0xff00, 0xff_0000] }, 0],
    [
      '32 bits with masks within the header',
      opaque,
      { bits: 32, headerBytes: 52, masks: [0xff, 0xff00, 0xff_0000] },
      0,
    ],
    ['10 bits a colour', opaque, { bits: 32, masks: [0x3ff0_0000, 0xf_fc00, 0x3ff] }, 0],
    [
      'alpha in version 3',
      clear,
      { bits: 32, headerBytes: 56, masks: [0xff_0000, 0xff00, 0xff, 0xff00_0000] },
      0,
    ],
    [
      'alpha in version 4',
      clear,
      { bits: 32, headerBytes: 108, masks: [0xff_0000, 0xff00, 0xff, 0xff00_0000] },
      0,
    ],
    [
      'alpha in version 5',
      clear,
      { bits: 32, headerBytes: 124, masks: [0xff00_0000, 0xff_0000, 0xff00, 0xff] },
      0,
    ],
    ['alpha of Windows CE', clear, { bits: 32, masks: [0xff_0000, 0xff00, 0xff, 0xff00_0000] }, 0],
    ['runs of 8 bits', wide, { bits: 8, rle: true }, 0],
    ['runs of 4 bits', wide, { bits: 4, rle: true }, 0],
  ])('with %s', async (_, paint, shape, tolerance) => {
    expect(await differenceFrom(writeBmp(paint, shape), paint)).toBeLessThanOrEqual(tolerance);
  });

  it('with a profile is converted by it', async () => {
    const p3 = await sceneOf(() => [200, 60, 30])
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const { icc } = await sharp(p3).metadata();
    // What 200, 60, 30 is in Display P3.
    const bytes = writeBmp(() => [185, 71, 44], {
      bits: 24,
      headerBytes: 124,
      profile: icc ?? new Uint8Array(),
    });
    expect(await differenceFrom(bytes, () => [200, 60, 30])).toBeLessThanOrEqual(2);
  });

  it('jumps leave the first colour behind', async () => {
    const file = Buffer.from(writeBmp(() => [9, 8, 7], { bits: 8, rle: true }));
    const header = file.subarray(0, file.readUInt32LE(10));
    const jump = Buffer.concat([header, Buffer.from([0, 2, 5, 3, 2, 0, 0, 1])]);
    expect(await differenceFrom(jump, () => [9, 8, 7])).toBe(0);
  });

  it('holds a whole PNG', async () => {
    const file = Buffer.from(writeBmp(opaque, { bits: 24 }));
    const header = file.subarray(0, file.readUInt32LE(10));
    header.writeUInt32LE(5, 30);
    expect(
      await differenceFrom(Buffer.concat([header, await sceneOf(opaque).png().toBuffer()]), opaque),
    ).toBe(0);
  });

  it.each<readonly [string, (file: Buffer) => unknown, string]>([
    ['ends in its header', (file) => file.subarray(0, 30), 'source.corrupt'],
    ['is cut off', (file) => file.subarray(0, file.length - 100), 'source.corrupt'],
    ['has no width', (file) => file.writeInt32LE(0, 18), 'source.corrupt'],
    ['has 64 bits', (file) => file.writeUInt16LE(64, 28), 'source.unsupported-format'],
    ['is compressed as nothing is', (file) => file.writeUInt32LE(11, 30), 'source.unsupported-format'],
    ['claims to be huge', (file) => file.writeBigUInt64LE(0x7530_0000_7530n, 18), 'source.too-many-pixels'],
  ])('is refused when it %s', async (_, damage, code) => {
    const file = Buffer.from(writeBmp(opaque, { bits: 24 }));
    const damaged = damage(file);
    expect(await codeOf(damaged instanceof Uint8Array ? damaged : file)).toBe(code);
  });
});

describe('ICO', () => {
  it.each<readonly [string, Paint, BmpShape]>([
    ['32 bits and alpha', clear, { bits: 32, icon: true }],
    ['24 bits and a mask', cutOut, { bits: 24, icon: true }],
    ['8 bits and a mask', (x, y) => [...reduced(6)(x, y), x < 20 ? 0 : 255], { bits: 8, icon: true }],
    ['4 bits and a mask', (x, y) => [...reduced(4)(x, y), y < 9 ? 0 : 255], { bits: 4, icon: true }],
    ['1 bit and a mask', (x, y) => [...reduced(1)(x, y), y < 9 ? 0 : 255], { bits: 1, icon: true }],
  ])('with %s', async (_, paint, shape) => {
    expect(await differenceFrom(writeIco([writeBmp(paint, shape)]), paint)).toBe(0);
  });

  it('shows its largest picture, which is a PNG', async () => {
    const small = await sharp({ create: { width: 16, height: 16, channels: 4, background: 'red' } })
      .png()
      .toBuffer();
    const large = await sceneOf(clear).png().toBuffer();
    expect(await differenceFrom(writeIco([small, large, small]), clear)).toBe(0);
  });

  it('is refused when it is empty, cut off, or holds something else', async () => {
    const png = await sceneOf(clear).png().toBuffer();
    expect(await codeOf(writeIco([]))).toBe('source.corrupt');
    expect(await codeOf(writeIco([png]).subarray(0, 40))).toBe('source.corrupt');
    expect(await codeOf(writeIco([Buffer.alloc(100)]))).toBe('source.corrupt');
  });
});
