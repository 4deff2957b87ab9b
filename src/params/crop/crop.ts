/** `c_crop`: cuts a window of the wanted size out of the picture at its native scale. */
import { succeed } from '../../result.ts';
import type { Canvas } from '../../ops/facts.ts';
import type { Focus } from '../../ops/focus.ts';
import type { Operation } from '../../ops/operation.ts';
import { action, type PlanContext } from '../define.ts';
import { cutWindow, roundSize, wantedSize } from './dimensions.ts';
import { boxWindow, cutTo, windowOn } from './focused.ts';
import { closeQualifiers } from './plans.ts';

/** With a side the window is that large, without one it is the box. */
const cutFocus = (
  focus: Focus,
  canvas: Canvas,
  given: PlanContext<(typeof closeQualifiers)[number]>['qualifiers'],
): readonly Operation[] => {
  const wanted =
    given.w === undefined && given.h === undefined ? undefined : wantedSize(given, canvas, 'inside');
  if (wanted === undefined) {
    return cutTo(boxWindow(focus, canvas, { ratio: given.ar, zoom: given.z ?? 1 }), canvas);
  }
  const { width, height } = roundSize(wanted);
  const size = { width: Math.min(width, canvas.width), height: Math.min(height, canvas.height) };
  return cutTo(windowOn(focus, canvas, size), canvas);
};

export const crop = action({
  key: 'c',
  name: 'crop',
  title: 'crop mode crop',
  summary: 'Cuts a window of the wanted size out of the picture at its native scale.',
  status: 'exact',
  note: 'x or y without gravity count from the top left; neither means the centre. A window is clamped to the picture.',
  args: {},
  stage: 'crop',
  uses: closeQualifiers,
  measures: 'attention',
  plan: (_args, { canvas, qualifiers, attention, focus }) => {
    if (focus !== undefined && focus.boxes.length > 0) return succeed(cutFocus(focus, canvas, qualifiers));
    const isAsked = qualifiers.x !== undefined || qualifiers.y !== undefined;
    const wanted = wantedSize(qualifiers, canvas, 'inside');
    if (wanted === undefined && !isAsked) return succeed([]);
    return cutWindow(canvas, roundSize(wanted ?? canvas), qualifiers, attention);
  },
  examples: [
    { chain: 'c_crop,w_240,h_160,x_480,y_300', of: 'landscape.jpg' },
    { chain: 'c_crop,g_south_east,w_0.2,h_0.2', of: 'landscape.jpg' },
    { chain: 'c_crop,ar_1.0/c_scale,w_160', of: 'landscape.jpg' },
    { chain: 'c_crop,g_auto,w_240,h_240', of: 'still-life.jpg' },
    { chain: 'c_crop,g_face,z_0.7/c_scale,w_160', of: 'portrait.jpg' },
    { chain: 'ar_16:9,c_crop,g_face/c_scale,w_240', of: 'portrait.jpg' },
  ],
});
