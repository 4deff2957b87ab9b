/** `e_blur_region`: blurs a rectangle. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { sigmaOf } from './blur.ts';
import { doWithin, readRegions, regionQualifiers } from './region.ts';

export const blurRegion = action({
  key: 'e',
  name: 'blur_region',
  title: 'effect blur_region',
  summary: 'Blurs the rectangle that x_, y_, w_ and h_ name, or the whole picture.',
  status: 'approximate',
  note: 'The blur is that of e_blur, and nothing from outside the rectangle gets into it. A side that is not given reaches to the edge. With g_face or g_faces it is around the faces; where there are none nothing is done.',
  args: { strength: arg(int({ min: 1, max: 2000, scales: true }), { default: 100 }) },
  uses: regionQualifiers,
  stage: 'effect',
  measures: 'regions',
  plan: ({ strength }, { canvas, qualifiers, focus }) => {
    const boxes = readRegions(qualifiers, canvas, focus);
    const effect = { op: 'blur', sigma: sigmaOf(strength) } as const;
    return boxes.ok ? succeed(boxes.value.flatMap((box) => doWithin(box, effect, canvas))) : boxes;
  },
  examples: [
    { chain: 'c_scale,w_240/e_blur_region:400,x_70,y_20,w_100,h_120', of: 'portrait.jpg' },
    { chain: 'c_scale,w_240/e_blur_region:300,y_0.7', of: 'landscape.jpg' },
    { chain: 'c_scale,w_240/e_blur_region:400,g_face', of: 'portrait.jpg' },
  ],
});
