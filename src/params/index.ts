/** The list of all definitions, and how a parameter finds its own. Adding an effect adds one import and one name here. */
import { auto } from './crop/auto.ts';
import { autoPad } from './crop/auto-pad.ts';
import { crop } from './crop/crop.ts';
import { fill } from './crop/fill.ts';
import { fillPad } from './crop/fill-pad.ts';
import { fit } from './crop/fit.ts';
import { lfill } from './crop/lfill.ts';
import { limit } from './crop/limit.ts';
import { lpad } from './crop/lpad.ts';
import { mfit } from './crop/mfit.ts';
import { mpad } from './crop/mpad.ts';
import { pad } from './crop/pad.ts';
import { scale } from './crop/scale.ts';
import { thumb } from './crop/thumb.ts';
import type { Definition } from './define.ts';
import { animated, apng, awebp, delay, frameRate, loop, sampling } from './delivery/animation.ts';
import { colorSpace } from './delivery/color-space.ts';
import { defaultImage } from './delivery/default-image.ts';
import { density } from './delivery/density.ts';
import { dpr } from './delivery/dpr.ts';
import { attachment, getinfo, ignoreAspectRatio, immutableCache, progressive } from './delivery/flags.ts';
import { format } from './delivery/format.ts';
import { forceIcc, forceStrip, keepAttribution, keepIptc, stripProfile } from './delivery/metadata-flags.ts';
import { group4, lossy, png24, png32, png8, tiff8Lzw } from './delivery/output-flags.ts';
import {
  anyFormat,
  original,
  preserveTransparency,
  rasterize,
  sanitize,
} from './delivery/permission-flags.ts';
import { ignoreMaskChannels } from './delivery/mask-channels.ts';
import { page } from './delivery/page.ts';
import { quality } from './delivery/quality.ts';
import { art } from './effect/art.ts';
import { assistColorblind } from './effect/assist-colorblind.ts';
import { autoBrightness } from './effect/auto-brightness.ts';
import { autoColor } from './effect/auto-color.ts';
import { autoContrast } from './effect/auto-contrast.ts';
import { bgremoval } from './effect/bgremoval.ts';
import { blackwhite } from './effect/blackwhite.ts';
import { blue } from './effect/blue.ts';
import { blur } from './effect/blur.ts';
import { blurFaces } from './effect/blur-faces.ts';
import { blurRegion } from './effect/blur-region.ts';
import { brightness } from './effect/brightness.ts';
import { brightnessHsb } from './effect/brightness-hsb.ts';
import { cartoonify } from './effect/cartoonify.ts';
import { colorize } from './effect/colorize.ts';
import { contrast } from './effect/contrast.ts';
import { distort } from './effect/distort.ts';
import { dropshadow } from './effect/dropshadow.ts';
import { fade } from './effect/fade.ts';
import { fillLight } from './effect/fill-light.ts';
import { gamma } from './effect/gamma.ts';
import { gradientFade } from './effect/gradient-fade.ts';
import { grayscale } from './effect/grayscale.ts';
import { green } from './effect/green.ts';
import { hue } from './effect/hue.ts';
import { improve } from './effect/improve.ts';
import { makeTransparent } from './effect/make-transparent.ts';
import { morphology } from './effect/morphology.ts';
import { negate } from './effect/negate.ts';
import { oilPaint } from './effect/oil-paint.ts';
import { opacityThreshold } from './effect/opacity-threshold.ts';
import { orderedDither } from './effect/ordered-dither.ts';
import { outline } from './effect/outline.ts';
import { pixelate } from './effect/pixelate.ts';
import { pixelateFaces } from './effect/pixelate-faces.ts';
import { pixelateRegion } from './effect/pixelate-region.ts';
import { recolor } from './effect/recolor.ts';
import { red } from './effect/red.ts';
import { advRedeye, redeye } from './effect/redeye.ts';
import { replaceColor } from './effect/replace-color.ts';
import { saturation } from './effect/saturation.ts';
import { sepia } from './effect/sepia.ts';
import { shadow } from './effect/shadow.ts';
import { sharpen } from './effect/sharpen.ts';
import { shear } from './effect/shear.ts';
import { simulateColorblind } from './effect/simulate-colorblind.ts';
import { theme } from './effect/theme.ts';
import { tiltShift } from './effect/tilt-shift.ts';
import { tint } from './effect/tint.ts';
import { trim } from './effect/trim.ts';
import { unsharpMask } from './effect/unsharp-mask.ts';
import { vectorize } from './effect/vectorize.ts';
import { vibrance } from './effect/vibrance.ts';
import { vignette } from './effect/vignette.ts';
import { zoompan } from './effect/zoompan.ts';
import { baseline } from './flow/baseline.ts';
import { condition } from './flow/if.ts';
import { named } from './flow/named.ts';
import { variable } from './flow/variable.ts';
import {
  antiRemoval,
  cutOut,
  cutter,
  displace,
  mask,
  multiply,
  overlayBlend,
  screen,
} from './layer/blends.ts';
import {
  layerApply,
  noOverflow,
  regionRelative,
  relative,
  textDisallowOverflow,
  textNoTrim,
  tiled,
} from './layer/flags.ts';
import { overlay, underlay } from './layer/sources.ts';
import { ar, b, co, g, h, w, x, y, z } from './qualifiers.ts';
import { angle } from './style/angle.ts';
import { border } from './style/border.ts';
import { opacity } from './style/opacity.ts';
import { radius } from './style/radius.ts';
import { unsupportedDefinitions } from './unsupported.ts';

/** What we do. */
export const definitions: readonly Definition[] = [
  ...[w, h, ar, x, y, g, z, b, co, ignoreAspectRatio],
  ...[auto, autoPad, crop, fill, fillPad, fit, lfill, limit, lpad, mfit, mpad, pad, scale, thumb],
  ...[angle, border, opacity, radius],
  ...[
    advRedeye,
    antiRemoval,
    art,
    assistColorblind,
    autoBrightness,
    autoColor,
    autoContrast,
    bgremoval,
    blackwhite,
    blue,
    blur,
    blurFaces,
    blurRegion,
    brightness,
    brightnessHsb,
    cartoonify,
    colorize,
    contrast,
    cutOut,
    displace,
    distort,
    dropshadow,
    fade,
    fillLight,
    gamma,
    gradientFade,
    grayscale,
    green,
    hue,
    improve,
    loop,
    makeTransparent,
    mask,
    morphology,
    multiply,
    negate,
    oilPaint,
    opacityThreshold,
    orderedDither,
    outline,
    overlayBlend,
    pixelate,
    pixelateFaces,
    pixelateRegion,
    recolor,
    red,
    redeye,
    replaceColor,
    saturation,
    screen,
    sepia,
    shadow,
    sharpen,
    shear,
    simulateColorblind,
    theme,
    tiltShift,
    tint,
    trim,
    unsharpMask,
    vectorize,
    vibrance,
    vignette,
    zoompan,
  ],
  ...[attachment, defaultImage, dpr, format, getinfo, immutableCache, page, progressive, quality],
  ...[colorSpace, delay, density, frameRate, sampling],
  ...[forceIcc, forceStrip, keepAttribution, keepIptc, stripProfile],
  ...[group4, ignoreMaskChannels, lossy, png8, png24, png32, rasterize, sanitize, tiff8Lzw],
  ...[animated, anyFormat, apng, awebp, original, preserveTransparency],
  ...[overlay, underlay, layerApply, relative, regionRelative, noOverflow, tiled, cutter],
  ...[textNoTrim, textDisallowOverflow],
  ...[baseline, condition, named, variable],
];

/** What we do, and what we only know by name. */
export const allDefinitions: readonly Definition[] = [...definitions, ...unsupportedDefinitions];

const byId: ReadonlyMap<string, Definition> = new Map(
  allDefinitions.map((definition): [string, Definition] => [definition.id, definition]),
);

/** Keys whose value begins with a name: `c_fill`, `e_sepia:50`, `fl_progressive`. */
const families: ReadonlyMap<string, readonly string[]> = (() => {
  const names = new Map<string, string[]>();
  for (const { key, name } of allDefinitions) {
    if (name !== undefined) names.set(key, [...(names.get(key) ?? []), name]);
  }
  return names;
})();

export const findDefinition = (id: string): Definition | undefined => byId.get(id);

/** The names of a family, or undefined when the key is a parameter of its own. */
export const familyNames = (key: string): readonly string[] | undefined => families.get(key);
