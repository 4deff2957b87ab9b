/** Pixels whose colours are not those of sRGB, as 8-bit sRGB. */
import { toByte } from '../kernels/light.ts';
import type { RawPicture } from '../raw-picture.ts';
import type { Coding } from './coding.ts';
import { createLightMeter, createToneScale } from './tone-map.ts';
import { whiteLight } from './transfer.ts';

export interface CodedPicture {
  /** Not written into. */
  readonly data: Uint8Array | Uint16Array;
  /** What stands for all of a channel. */
  readonly most: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Writes the light of a pixel into three places. */
type ReadLight = (light: Float64Array, at: number) => void;

/** How bright each channel is, by ITU-R BT.2020. */
const luma = { r: 0.2627, g: 0.678, b: 0.0593 } as const;

const sceneSteps = 4096;

const sceneStepOf = (light: number): number =>
  Math.min(sceneSteps, Math.round(Math.sqrt(light) * sceneSteps));

/**
 * By how much a hybrid log-gamma picture is shown brighter than the camera saw it, by the square root of that: on a screen
 * of 1000 cd/m2, with the gamma of one. ITU-R BT.2100, table 5.
 */
const createSceneGains = (): Float32Array =>
  Float32Array.from(
    { length: sceneSteps + 1 },
    (_, step) => (1000 / whiteLight) * (step / sceneSteps) ** (2 * (1.2 - 1)),
  );

const createReader = ({ data, most }: CodedPicture, { kind, curves }: Coding): ReadLight => {
  const tabulate = (index: 0 | 1 | 2): Float32Array =>
    index > 0 && curves[index] === curves[0]
      ? reds
      : Float32Array.from({ length: most + 1 }, (_, code) => curves[index](code / most));
  const reds = tabulate(0);
  const [greens, blues] = [tabulate(1), tabulate(2)];
  const gains = kind === 'scene' ? createSceneGains() : undefined;
  return (light, at) => {
    const r = reds[Math.min(most, data[at]!)]!;
    const g = greens[Math.min(most, data[at + 1]!)]!;
    const b = blues[Math.min(most, data[at + 2]!)]!;
    const gain = gains ? gains[sceneStepOf(luma.r * r + luma.g * g + luma.b * b)]! : 1;
    light[0] = r * gain;
    light[1] = g * gain;
    light[2] = b * gain;
  };
};

const brightestOf = (light: Float64Array): number => Math.max(light[0]!, light[1]!, light[2]!);

/** As many pixels as tell how bright the picture is. */
const enoughPixels = 1_000_000;

const measurePeak = ({ width, height, channels }: CodedPicture, read: ReadLight): number => {
  const pixels = width * height;
  const stride = Math.ceil(pixels / enoughPixels);
  const meter = createLightMeter();
  const light = new Float64Array(3);
  for (let pixel = 0; pixel < pixels; pixel += stride) {
    read(light, pixel * channels);
    meter.add(brightestOf(light));
  }
  return meter.findPeak();
};

/** What sRGB cannot show is clipped, channel by channel, as profiles of this kind do. */
export const toSrgb = (picture: CodedPicture, coding: Coding): RawPicture => {
  const { data, most, width, height, channels } = picture;
  const read = createReader(picture, coding);
  const toneScale = coding.kind === 'display' ? undefined : createToneScale(measurePeak(picture, read));
  const [[rr, rg, rb], [gr, gg, gb], [br, bg, bb]] = coding.matrix;
  const bytes = new Uint8Array(width * height * channels);
  const light = new Float64Array(3);
  for (let at = 0; at < bytes.length; at += channels) {
    read(light, at);
    const scale = toneScale ? toneScale(brightestOf(light)) : 1;
    const [r, g, b] = [light[0]! * scale, light[1]! * scale, light[2]! * scale];
    bytes[at] = toByte(rr * r + rg * g + rb * b);
    bytes[at + 1] = toByte(gr * r + gg * g + gb * b);
    bytes[at + 2] = toByte(br * r + bg * g + bb * b);
    if (channels === 4) bytes[at + 3] = Math.round((Math.min(most, data[at + 3]!) / most) * 255);
  }
  return { data: bytes, width, height, channels };
};
