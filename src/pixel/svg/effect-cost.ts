/** What the slow parts of SVG cost librsvg for each megapixel that they cover, in tenths of a second, as measured. */
import type { Attribute } from './tokenize.ts';

/** Parts of other primitives, without a picture of their own. */
const parts = /^fe(?:Func[ABGR]|MergeNode|DistantLight|PointLight|SpotLight)$/u;

export const effectCost = (element: string, attributes: readonly Attribute[]): number => {
  if (!element.startsWith('fe')) return attributes.filter(needsLayer).length * 0.2;
  if (parts.test(element)) return 0;
  const number = (name: string): number => {
    const value = Number.parseFloat(attributes.find((attribute) => attribute.name === name)?.value ?? '');
    return Number.isFinite(value) ? Math.abs(value) : 0;
  };
  switch (element) {
    case 'feMorphology':
      return 1 + Math.min(2000, number('radius')) / 30;
    case 'feConvolveMatrix':
      return 1 + Math.min(100, number('order')) ** 2 / 30;
    case 'feTurbulence':
      return 8;
    case 'feGaussianBlur':
    case 'feDropShadow':
      return 1 + Math.min(1000, number('stdDeviation')) / 200;
    default:
      return 1;
  }
};

/** These are drawn on a canvas of their own first. */
const needsLayer = ({ name, value }: Attribute): boolean => {
  if (name === 'mask' || name === 'filter' || name === 'clip-path') return value !== 'none';
  if (name === 'opacity') return value !== '1';
  return name === 'style' && /opacity|mask|filter|clip-path|mix-blend-mode/u.test(value);
};
