/** Multiplies what is a distance in pixels by the device pixel ratio; everything else stays. */
import type { Backdrop, Color, LayerSource, Length, Value, View } from './ast.ts';
import type { ValueSpec } from './spec.ts';
import { scaleTextStyle } from './text-style.ts';
import { scaleView } from './view.ts';

/** LANGUAGE 12.3: pixel lengths and strengths that act over a distance scale; fractions, angles and levels stay. */
export const scaleValue = (spec: ValueSpec, value: Value, ratio: number): Value => {
  switch (spec.kind) {
    case 'length': {
      const { unit, value: size } = value as Length;
      return unit === 'px' ? { unit, value: size * ratio } : value;
    }
    case 'int':
    case 'number':
      return spec.scales === true && typeof value === 'number' ? value * ratio : value;
    case 'list':
      if (!Array.isArray(value)) return value;
      return (value as readonly Value[]).map((item) => scaleValue(spec.of, item, ratio));
    case 'either': {
      const option = spec.of.find((candidate) => scaleValue(candidate, value, ratio) !== value);
      return option === undefined ? value : scaleValue(option, value, ratio);
    }
    case 'background': {
      const given = value as Backdrop | Color;
      return 'backdrop' in given && given.backdrop === 'blurred'
        ? { ...given, intensity: given.intensity * ratio }
        : value;
    }
    case 'layer': {
      const source = value as LayerSource;
      return source.layer === 'text' ? { ...source, style: scaleTextStyle(source.style, ratio) } : value;
    }
    case 'view':
      return scaleView(value as View, ratio);
    case 'amount':
    case 'auto-gravity':
    case 'color':
    case 'duration':
    case 'keyword':
    case 'pages':
    case 'ratio':
    case 'text':
      return value;
  }
};
