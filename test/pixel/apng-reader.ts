/** An animated PNG as its specification says that a viewer shows it: https://www.w3.org/TR/png-3/#apng-frame-based-animation */
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

export interface ApngFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly delayMs: number;
  readonly png: Buffer;
}

export interface Apng {
  readonly plays: number;
  readonly frames: readonly ApngFrame[];
  /** What is shown, frame after frame: each replaces its rectangle. */
  readonly draw: () => Promise<readonly Buffer[]>;
}

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

export const readApng = (bytes: Uint8Array): Apng => {
  const file = Buffer.from(bytes);
  const signature = file.subarray(0, 8);
  let [plays, count, sequence] = [0, 0, 0];
  let header = Buffer.alloc(0);
  const frames: { control: Buffer; data: Buffer[] }[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (file.readUInt32BE(at + 8 + length) !== crc32(file.subarray(at + 4, at + 8 + length))) {
      throw new Error(`The checksum of ${type} is wrong`);
    }
    if (type === 'fcTL' || type === 'fdAT') {
      if (data.readUInt32BE(0) !== sequence) throw new Error('Frames are out of order');
      sequence += 1;
    }
    if (type === 'IHDR') header = data;
    if (type === 'acTL') [count, plays] = [data.readUInt32BE(0), data.readUInt32BE(4)];
    if (type === 'fcTL') frames.push({ control: data, data: [] });
    if (type === 'IDAT') frames.at(-1)!.data.push(data);
    if (type === 'fdAT') frames.at(-1)!.data.push(data.subarray(4));
    at += 12 + length;
  }
  if (frames.length !== count) throw new Error(`${frames.length} frames, and ${count} announced`);
  const read = frames.map(({ control, data }): ApngFrame => {
    const [width, height] = [control.readUInt32BE(4), control.readUInt32BE(8)];
    const own = Buffer.from(header);
    own.writeUInt32BE(width, 0);
    own.writeUInt32BE(height, 4);
    return {
      ...{ width, height, left: control.readUInt32BE(12), top: control.readUInt32BE(16) },
      delayMs: (control.readUInt16BE(20) / (control.readUInt16BE(22) || 100)) * 1000,
      png: Buffer.concat([
        signature,
        chunk('IHDR', own),
        chunk('IDAT', Buffer.concat(data)),
        chunk('IEND', Buffer.alloc(0)),
      ]),
    };
  });
  const draw = async (): Promise<readonly Buffer[]> => {
    const shown: Buffer[] = [];
    const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
    const canvas = Buffer.alloc(width * height * 4);
    for (const { png, left, top, ...box } of read) {
      const pixels = await sharp(png).toColourspace('srgb').ensureAlpha().raw().toBuffer();
      for (let y = 0; y < box.height; y += 1) {
        const row = pixels.subarray(y * box.width * 4, (y + 1) * box.width * 4);
        canvas.set(row, ((top + y) * width + left) * 4);
      }
      const raw = { width, height, channels: 4 } as const;
      shown.push(await sharp(Buffer.from(canvas), { raw }).png().toBuffer());
    }
    return shown;
  };
  return { plays, frames: read, draw };
};
