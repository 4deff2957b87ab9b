/**
 * Sharpens the colours of a picture with alpha. sharp would sharpen them alpha-weighted, and so draw a rim along every
 * transparent edge; here what is hidden first takes the colours next to it, and there is no edge.
 */
import { addToPipeline } from '../pipeline-runners.ts';
import { onRaw, type RawPicture, toRaw, withoutAlpha } from '../raw-picture.ts';

export const sharpenUnderAlpha = async (
  picture: RawPicture,
  sigma: number,
  amount: number,
): Promise<RawPicture> => {
  // A blur is alpha-weighted: near an edge it holds the mean of the visible colours only.
  const reach = Math.max(1, sigma * 2);
  const nearby = await toRaw(onRaw(picture, (image) => addToPipeline(image, { op: 'blur', sigma: reach })));
  const filled = withoutAlpha(fillHidden(picture, nearby));
  const sharpen = { op: 'sharpen', sigma, amount } as const;
  const sharpened = await toRaw(onRaw(filled, (image) => addToPipeline(image, sharpen)));
  return withColors(picture, sharpened);
};

const fillHidden = (picture: RawPicture, nearby: RawPicture): RawPicture => {
  const data = picture.data.slice();
  for (let at = 0; at < data.length; at += 4) {
    const own = data[at + 3]! / 255;
    for (let channel = at; channel < at + 3; channel++) {
      data[channel] = Math.round(data[channel]! * own + nearby.data[channel]! * (1 - own));
    }
  }
  return { ...picture, data };
};

const withColors = (picture: RawPicture, colors: RawPicture): RawPicture => {
  const { data } = picture;
  for (let at = 0, from = 0; at < data.length; at += 4, from += 3) {
    data[at] = colors.data[from]!;
    data[at + 1] = colors.data[from + 1]!;
    data[at + 2] = colors.data[from + 2]!;
  }
  return picture;
};
