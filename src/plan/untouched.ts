/** Chains that ask for no change of the pixels: in its own format, the original itself is the answer. */
import { groupComponent } from '../params/component.ts';
import { defaultImage } from '../params/delivery/default-image.ts';
import { dpr } from '../params/delivery/dpr.ts';
import { attachment, getinfo, immutableCache } from '../params/delivery/flags.ts';
import { format } from '../params/delivery/format.ts';
import type { Transformation } from '../values/ast.ts';

const neutral: ReadonlySet<string> = new Set([
  format.id,
  attachment.id,
  defaultImage.id,
  getinfo.id,
  immutableCache.id,
  dpr.id,
]);

export const leavesPixels = (transformation: Transformation): boolean =>
  transformation.every(
    (component) => !component.deferred && groupComponent(component).params.every(({ id }) => neutral.has(id)),
  );
