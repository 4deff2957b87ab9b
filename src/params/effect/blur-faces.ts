/** `e_blur_faces`: blurs every face. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { sigmaOf } from './blur.ts';
import { doWithin, hideFaces } from './region.ts';

const usual = 500;

/** Of the longer side of what is hidden: enough that nobody is known any more, at the usual strength. */
const sigmaShare = 0.08;

export const blurFaces = action({
  key: 'e',
  name: 'blur_faces',
  title: 'effect blur_faces',
  summary: 'Blurs every face that is found in the picture.',
  sought: 'anonymous censor hide',
  status: 'approximate',
  note: 'At the default strength of 500 nobody is known any more, however large the face: the blur grows with it, and is never less than that of e_blur. What only may be a face is blurred as well. An animated original is refused.',
  args: { strength: arg(int({ min: 1, max: 2000, scales: true }), { default: usual }) },
  seeks: 'faces',
  stage: 'effect',
  plan: ({ strength }, { canvas, focus, dpr }) =>
    succeed(
      (focus === undefined ? [] : hideFaces(focus, canvas)).flatMap((box) => {
        const share = (sigmaShare * strength) / dpr / usual;
        const sigma = Math.max(sigmaOf(strength), Math.max(box.width, box.height) * share);
        return doWithin(box, { op: 'blur', sigma }, canvas);
      }),
    ),
  examples: [
    { chain: 'c_scale,w_240/e_blur_faces', of: 'portrait.jpg' },
    { chain: 'c_scale,w_240/e_blur_faces:200', of: 'portrait.jpg' },
  ],
});
