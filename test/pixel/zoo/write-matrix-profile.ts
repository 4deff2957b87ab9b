/** Profiles of screens by three primaries and one curve: ICC.1:2001-04, the version that everything reads. */

type Xyz = readonly [x: number, y: number, z: number];

/** Under D50, as profiles have them. */
interface Screen {
  readonly red: Xyz;
  readonly green: Xyz;
  readonly blue: Xyz;
  readonly gamma: number;
}

/** https://www.adobe.com/digitalimag/pdfs/AdobeRGB1998.pdf, section 4.3.4.2. */
export const adobeRgb: Screen = {
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
  gamma: 563 / 256,
};

const d50: Xyz = [0.9642, 1, 0.8249];

const tag = (name: string, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(name, 'latin1'), Buffer.alloc(4), ...parts]);

const u32 = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, index * 4);
  return bytes;
};

/** 16 bits before the point, and as many behind it. */
const xyz = (numbers: Xyz): Buffer =>
  tag('XYZ ', u32(...numbers.map((number) => Math.round(number * 65_536))));

const describe = (text: string): Buffer =>
  tag('desc', u32(text.length + 1), Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(78));

const curve = (gamma: number): Buffer => {
  const fixed = Buffer.alloc(2);
  fixed.writeUInt16BE(Math.round(gamma * 256));
  return tag('curv', u32(1), fixed);
};

export const writeMatrixProfile = (name: string, { red, green, blue, gamma }: Screen): Buffer => {
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', describe(name)],
    ['cprt', tag('text', Buffer.from('None\0', 'latin1'))],
    ['wtpt', xyz(d50)],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve(gamma)],
    ['gTRC', curve(gamma)],
    ['bTRC', curve(gamma)],
  ];
  const padded = tags.map(([, data]) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]));
  const tableBytes = 4 + tags.length * 12;
  let at = 128 + tableBytes;
  const table = tags.map(([signature, data], index) => {
    const entry = Buffer.concat([Buffer.from(signature, 'latin1'), u32(at, data.length)]);
    at += padded[index]!.length;
    return entry;
  });
  const head = Buffer.alloc(128);
  head.writeUInt32BE(at);
  head.writeUInt32BE(0x02100000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  head.writeUInt16BE(2001, 24);
  head.write('acsp', 36, 'latin1');
  head.set(u32(...d50.map((number) => Math.round(number * 65_536))), 68);
  return Buffer.concat([head, u32(tags.length), ...table, ...padded]);
};
