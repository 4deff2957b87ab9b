/** Decoded pixels between passes: 8-bit sRGB, rows from the top, straight alpha in the fourth channel if there is one. */
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { toFailure } from './failure.ts';

export interface RawPicture {
  /** Written in place by kernels: a picture has one owner at a time. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** A pipeline that starts from raw pixels. They were checked against the limits when they were decoded or planned. */
const fromRaw = ({ data, width, height, channels }: RawPicture): Sharp =>
  sharp(data, { raw: { width, height, channels }, limitInputPixels: false });

/** Pictures of one size, one under the other. */
export interface Strip {
  readonly data: Uint8Array;
  readonly width: number;
  /** Of one. */
  readonly height: number;
  readonly count: number;
  readonly channels: 3 | 4;
}

/** One of them, counted from 0. */
export const pictureAt = ({ data, width, height, channels }: Strip, index: number): RawPicture => {
  const bytes = width * height * channels;
  return { data: data.subarray(index * bytes, (index + 1) * bytes), width, height, channels };
};

/** A pipeline on the pictures of an animation, ready to be encoded. */
export const onStrip = (
  { data, width, height, count, channels }: Strip,
  add: (image: Sharp) => Sharp,
): OpenPipeline => {
  const raw = { width, height: height * count, channels, pageHeight: height };
  return {
    image: add(sharp(data, { raw, limitInputPixels: false })),
    decodes: false,
    size: { width, height },
  };
};

/** A pipeline on pixels of ours. */
export const onRaw = (
  picture: RawPicture,
  add: (image: Sharp) => Sharp = (image) => image,
): OpenPipeline => ({
  image: add(fromRaw(picture)),
  decodes: false,
  size: undefined,
});

/** A pipeline that has not run yet. */
export interface OpenPipeline {
  readonly image: Sharp;
  /** Whether it reads an original, rather than pixels of ours. */
  readonly decodes: boolean;
  /** The size that it will give, where sharp would report that of an extract in its middle instead. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** The end of a pass: 8-bit sRGB bytes, whatever the picture was before. */
export const toRaw = async (pipeline: OpenPipeline): Promise<RawPicture> => {
  const { data, info, size } = await runPipeline({
    ...pipeline,
    image: pipeline.image.raw({ depth: 'uchar' }),
  });
  return { data, ...size, channels: info.channels === 4 ? 4 : 3 };
};

export interface PipelineResult {
  readonly data: Uint8Array;
  readonly info: OutputInfo;
  readonly size: { readonly width: number; readonly height: number };
}

export const runPipeline = async ({ image, decodes, size }: OpenPipeline): Promise<PipelineResult> => {
  try {
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    return { data, info, size: size ?? { width: info.width, height: info.height } };
  } catch (error) {
    throw toFailure(error, decodes);
  }
};

/** The same picture with an alpha channel; itself if it has one. */
export const withAlpha = (picture: RawPicture): RawPicture => {
  if (picture.channels === 4) return picture;
  const { data: source, width, height } = picture;
  const data = new Uint8Array(width * height * 4);
  for (let from = 0, to = 0; to < data.length; from += 3, to += 4) {
    data[to] = source[from]!;
    data[to + 1] = source[from + 1]!;
    data[to + 2] = source[from + 2]!;
    data[to + 3] = 255;
  }
  return { data, width, height, channels: 4 };
};

/** The same picture without its alpha channel, for one that is opaque everywhere. */
export const withoutAlpha = (picture: RawPicture): RawPicture => {
  if (picture.channels === 3) return picture;
  const { data: source, width, height } = picture;
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = source[from]!;
    data[to + 1] = source[from + 1]!;
    data[to + 2] = source[from + 2]!;
  }
  return { data, width, height, channels: 3 };
};

/** An opaque picture: what could be seen through it shows a grey of this level. */
export const onGround = (picture: RawPicture, level: number): RawPicture & { readonly channels: 3 } => {
  const { data: source, width, height, channels } = picture;
  if (channels === 3) return { data: source, width, height, channels };
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    const opacity = source[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) {
      data[to + channel] = Math.round(source[from + channel]! * opacity + level * (1 - opacity));
    }
  }
  return { data, width, height, channels: 3 };
};
