/** How each act that sharp lacks is done on raw bytes. A new operation without a runner does not compile. */
import { readColorTable } from './color-table-file.ts';
import { antiRemoval } from './kernels/anti-removal.ts';
import { bendAlongArc } from './kernels/arc.ts';
import { autoTone } from './kernels/auto-tone.ts';
import { layBackdrop } from './kernels/backdrop.ts';
import { cartoon } from './kernels/cartoon.ts';
import { castShadow } from './kernels/cast-shadow.ts';
import { applyColorTable } from './kernels/color-table.ts';
import { composite } from './kernels/composite.ts';
import { displace } from './kernels/displace.ts';
import { fadeEdges } from './kernels/fade-edges.ts';
import { fillLight } from './kernels/fill-light.ts';
import { gradientMap } from './kernels/gradient-map.ts';
import { hatch } from './kernels/hatch.ts';
import { innerLine } from './kernels/inner-line.ts';
import { keyOut } from './kernels/key-out.ts';
import { lookUp, lookUpAlpha } from './kernels/look-up.ts';
import { lumaToAlpha } from './kernels/luma-to-alpha.ts';
import { oilPaint } from './kernels/oil-paint.ts';
import { scaleAlpha } from './kernels/opacity.ts';
import { orderedDither } from './kernels/ordered-dither.ts';
import { morph } from './kernels/morphology.ts';
import { changePerspective } from './kernels/perspective.ts';
import { pixelate } from './kernels/pixelate.ts';
import { recombLight } from './kernels/recomb-light.ts';
import { recombWithAlpha } from './kernels/recomb-with-alpha.ts';
import { removeRedeye } from './kernels/redeye.ts';
import { reframe } from './kernels/reframe.ts';
import { replaceColor } from './kernels/replace-color.ts';
import { replicate } from './kernels/replicate.ts';
import { cutCorners } from './kernels/round-corners.ts';
import { scaleBrightness } from './kernels/scale-brightness.ts';
import { sharpenUnderAlpha } from './kernels/sharpen-under-alpha.ts';
import { silhouette } from './kernels/silhouette.ts';
import { theme } from './kernels/theme.ts';
import { threshold } from './kernels/threshold.ts';
import { shiftFocus } from './kernels/tilt-shift.ts';
import { underlay } from './kernels/underlay.ts';
import { vectorize } from './kernels/vectorize.ts';
import { vibrance } from './kernels/vibrance.ts';
import { maskUnsharp } from './kernels/unsharp-mask.ts';
import { darkenCorners } from './kernels/vignette.ts';
import { blurWidely } from './kernels/wide-blur.ts';
import { runWithin } from './kernels/within.ts';
import type { RawPicture } from './raw-picture.ts';
import type { Studio } from './studio.ts';
import type { ActOf, KernelAct, KernelName } from './step.ts';

type KernelRunner<K extends KernelName> = (
  picture: RawPicture,
  act: ActOf<K>,
  studio: Studio,
) => Promise<RawPicture> | RawPicture;

const kernelRunners: { readonly [K in KernelName]: KernelRunner<K> } = {
  displace: async (picture, { map, x, y, left, top }, studio) =>
    displace(picture, await studio.develop(map), { x, y, left, top }),
  'luma-to-alpha': (picture) => lumaToAlpha(picture),
  maplut: (picture, { table }) => lookUp(picture, table),
  morphology: (picture, act) => morph(picture, act),
  opacity: (picture, { factor }) => scaleAlpha(picture, factor),
  arc: (picture, { degrees }) => bendAlongArc(picture, degrees),
  perspective: (picture, { corners }) => changePerspective(picture, corners),
  pixelate: (picture, { size }) => pixelate(picture, size),
  'round-corners': (picture, { corners }) => cutCorners(picture, corners),
  'sharpen-under-alpha': async (picture, { sigma, amount }) =>
    await sharpenUnderAlpha(picture, sigma, amount),
  'anti-removal': (picture, { level }) => antiRemoval(picture, level),
  backdrop: async (picture, act) => await layBackdrop(picture, act),
  'color-table': (picture, { file }, studio) =>
    applyColorTable(picture, readColorTable(studio.readFile(file))),
  composite: async (picture, { layer, blend, left, top }, studio) =>
    composite(picture, await studio.develop(layer), blend, { left, top }),
  replicate: (picture, { left, top, width, height }) => replicate(picture, { left, top, width, height }),
  threshold: (picture, { value }) => threshold(picture, value),
  'tilt-shift': async (picture, { sigma }) => await shiftFocus(picture, sigma),
  underlay: (picture, { color, corners }) => underlay(picture, color, corners),
  'alpha-maplut': (picture, { table }) => lookUpAlpha(picture, table),
  'alpha-recomb': (picture, { matrix }) => recombWithAlpha(picture, matrix),
  'light-recomb': (picture, { matrix }) => recombLight(picture, matrix),
  'brightness-hsb': (picture, { factor }) => scaleBrightness(picture, factor),
  vectorize: async (picture, act) => await vectorize(picture, act),
  vibrance: (picture, { amount }) => vibrance(picture, amount),
  'auto-tone': (picture, act) => autoTone(picture, act),
  'fill-light': async (picture, { amount, below }) => await fillLight(picture, amount, below),
  'gradient-map': (picture, act) => gradientMap(picture, act),
  'cast-shadow': (picture, act) => castShadow(picture, act),
  silhouette: (picture, act) => silhouette(picture, act),
  'inner-line': (picture, act) => innerLine(picture, act),
  'key-out': (picture, act) => keyOut(picture, act),
  'oil-paint': (picture, { radius, tones }) => oilPaint(picture, radius, tones),
  cartoon: (picture, act) => cartoon(picture, act),
  redeye: (picture, { boxes }) => removeRedeye(picture, boxes),
  reframe: (picture, act) => reframe(picture, act),
  'replace-color': (picture, act) => replaceColor(picture, act),
  'ordered-dither': (picture, act) => orderedDither(picture, act),
  hatch: (picture, act) => hatch(picture, act),
  theme: (picture, act) => theme(picture, act),
  'fade-edges': (picture, act) => fadeEdges(picture, act),
  'unsharp-mask': async (picture, { sigma, amount }) => await maskUnsharp(picture, sigma, amount),
  vignette: (picture, { strength }) => darkenCorners(picture, strength),
  'wide-blur': async (picture, { sigma }) => await blurWidely(picture, sigma),
  within: async (picture, { effect, ...box }) => await runWithin(picture, box, effect),
};

/** Runs one act; takes the picture over and may write into it. */
export const runKernel = async (picture: RawPicture, act: KernelAct, studio: Studio): Promise<RawPicture> => {
  const run = kernelRunners[act.op] as (
    picture: RawPicture,
    act: KernelAct,
    studio: Studio,
  ) => Promise<RawPicture> | RawPicture;
  return await run(picture, act, studio);
};
