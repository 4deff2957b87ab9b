/** The later stages of an explanation: facts, plan, passes and what comes out of them. */
import type { AcceptClass } from '../plan/accept.ts';
import type { Wanted } from '../plan/plan-chain.ts';
import type { OpenImage, PlanLimits } from '../ports.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { contentTypeOfRendered } from './content-types.ts';
import type { Looking } from './find-faces.ts';
import { planImage } from './plan-image.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface Run extends Looking {
  readonly stopwatch: Stopwatch;
  readonly signal: AbortSignal;
  /** What the client takes, where the format is open. */
  readonly accept: AcceptClass;
}

export const explainImage = async (
  image: OpenImage,
  url: ParsedUrl,
  rules: Pick<Wanted, 'keepsAttribution'> & PlanLimits,
  { stopwatch, signal, accept, look, blind }: Run,
): Promise<Readonly<Record<string, unknown>>> => {
  const wanted = {
    ...rules,
    accept,
    ...(url.format !== undefined && { extension: url.format }),
  };
  const { facts, planned } = await stopwatch.time('plan', async () =>
    planImage(image, url.transformation, wanted, signal, { look }),
  );
  if (planned.kind === 'original') return { facts, plan: planned };
  const unseen = blind();
  const { plan } = planned;
  const passes = await image.describePasses(plan, signal);
  const rendered = await stopwatch.time('render', async () => image.render(plan, signal));
  const { bytes, width, height, settled } = rendered;
  const contentType = contentTypeOfRendered(plan, rendered);
  const result = { contentType, width, height, bytes: bytes.byteLength, settled };
  return { facts, plan: planned, passes, ...(unseen !== undefined && { blind: unseen }), result };
};
