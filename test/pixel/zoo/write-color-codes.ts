/** Pictures that tell their colours by the numbers of ITU-T H.273: nothing of ours writes them. */
import type { ColorCodes } from '../../../src/pixel/color/color-codes.ts';
import { writeChunk } from './write-png.ts';

/** The box in which a profile stands holds numbers instead; readers pass over what is left of it. */
export const retagAvif = (avif: Uint8Array, { primaries, transfer }: ColorCodes): Uint8Array => {
  const file = Buffer.from(avif);
  const box = file.indexOf('colr');
  if (box === -1) throw new Error('There is no profile to take the place of');
  file.write('nclx', box + 4, 'latin1');
  const bt601Matrix = 6;
  for (const [index, code] of [primaries, transfer, bt601Matrix].entries()) {
    file.writeUInt16BE(code, box + 8 + index * 2);
  }
  file[box + 14] = 0x80; // full range
  return file;
};

export const cicpChunk = ({ primaries, transfer }: ColorCodes): Buffer =>
  writeChunk('cICP', Buffer.from([primaries, transfer, 0, 1]));

/** Numbers in front of a profile that says something else, and counts less. */
export const retagPng = (png: Uint8Array, codes: ColorCodes): Uint8Array =>
  Buffer.concat([png.subarray(0, 33), cicpChunk(codes), png.subarray(33)]);
