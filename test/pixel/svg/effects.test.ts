import { describe, expect, it } from 'vitest';
import { sanitizeSvg } from '../../../src/pixel/svg/sanitize.ts';

/** Tenths of a second for each megapixel. */
const effectsOf = (content: string): number =>
  sanitizeSvg(new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`), 1_000_000)
    .effects;

/** Of a primitive by itself. */
const primitive = (content: string): number =>
  effectsOf(`<filter id="f">${content}</filter><rect filter="url(#f)"/>`) -
  effectsOf('<filter id="f"/><rect filter="url(#f)"/>');

const ten = (content: string): string => content.repeat(10);

describe('effects of an SVG', () => {
  it('cost nothing where there are none', () => {
    expect(
      effectsOf('<style>rect{fill:red;opacity:1;filter:none}</style><rect mask="none" opacity="1"/>'),
    ).toBe(0);
  });

  it('cost what they are made of, however they are spelled', () => {
    expect(primitive('<feGaussianBlur stdDeviation="5"/>')).toBeCloseTo(0.9);
    expect(primitive('<feGaussianBlur stdDeviation="1.5 900"/>')).toBeCloseTo(1.5);
    expect(primitive('<feMorphology radius="0 900"/>')).toBeCloseTo(0.1 + 0.07 * 21);
    expect(primitive('<feMorphology radius="30"/>')).toBeCloseTo(0.1 + 0.07 * 21 * 21);
    expect(primitive('<feConvolveMatrix order="1,100"/>')).toBeCloseTo(9.4);
    expect(primitive('<feConvolveMatrix/>')).toBeCloseTo(1.21);
    expect(primitive('<feTurbulence numOctaves="1000000"/>')).toBeCloseTo(5.45);
    expect(primitive(`<feMerge>${ten('<feMergeNode/>')}</feMerge>`)).toBeCloseTo(2.6);
    expect(primitive('<feDisplacementMap/>')).toBeGreaterThan(5.4); // measured
  });

  it('cost nothing as long as nothing refers to them', () => {
    const filters = '<filter id="f"><feDisplacementMap/></filter><filter><feDisplacementMap/></filter>';
    const unused = '<defs><g filter="url(#f)"/></defs><symbol><g filter="url(#f)"/></symbol>';
    expect(effectsOf(filters + unused)).toBe(0);
  });

  it('count for both of two that have one name', () => {
    const filters = '<filter id="f"/><filter id="f"><feDisplacementMap/></filter>';
    expect(effectsOf(`${filters}<rect filter="url(#f)"/>`)).toBeCloseTo(6.1);
    const groups = '<g id="g"/><g id="g" filter="sepia(1)"/>';
    expect(effectsOf(`${groups}<use href="#g"/>`)).toBeGreaterThanOrEqual(1.2);
    expect(effectsOf('<g id="same" filter="sepia(1)"/>'.repeat(1000))).toBeLessThan(2 * 0.6 * 1000);
  });

  it('count each time that something refers to them', () => {
    const filter = '<filter id="f"><feGaussianBlur stdDeviation="5"/></filter>';
    const used = '<rect filter="url(#f)"/>';
    expect(effectsOf(filter + used)).toBeCloseTo(1);
    expect(effectsOf(filter + ten(used))).toBeCloseTo(10);
    expect(effectsOf(`${filter}<rect filter="${ten('url(#f) ')}"/>`)).toBeCloseTo(9.1);
    expect(effectsOf(`${filter}<g id="g">${used}</g>${ten('<use href="#g"/>')}`)).toBeCloseTo(11);
  });

  it.each([
    ['blur(9px)', 2],
    ['drop-shadow(1px 1px 1px red)', 2],
    ['sepia(1) blur(9px) invert(1)', 3],
    ['url(#f) sepia(1)', 0.5],
  ])('may be functions, without an element: %s', (value, cost) => {
    for (const attribute of [`filter="${value}"`, `style="filter: ${value}"`]) {
      expect(effectsOf(`<g ${attribute}/>`)).toBeCloseTo(cost + 0.1);
    }
  });

  it('cost a shape less than a group, which is drawn by itself first', () => {
    expect(effectsOf(ten('<g opacity=".5"/>'))).toBeCloseTo(1);
    expect(effectsOf(ten('<path style="opacity:.5"/>'))).toBeCloseTo(0.1);
    expect(effectsOf(`<style>*{opacity:.5}</style>${ten('<path/>')}`)).toBeCloseTo(0.1 + 0.2); // svg, style
  });
});

describe('a style sheet', () => {
  const filter = `<filter id="f">${ten('<feMorphology radius="10"/>')}</filter>`;
  const filtered = effectsOf(`${filter}<rect filter="url(#f)"/>`);
  const plain = effectsOf(filter);

  const withSheet = (sheet: string): number =>
    effectsOf(`${filter}<g id="g" class="a b"><rect id="r" class="c d"/></g><style>${sheet}</style>`);

  it.each([
    'rect{filter:url(#f)}',
    '.c{filter:url(#f)}',
    '.d.c{filter:url(#f)}',
    '#r{filter:url(#f)}',
    'rect#r.c{fill:red;filter : url( "#f" )}',
    'g.a > rect, circle{filter:url(#f)}',
    'line, #g .d{filter:url(#f)}',
    'rect:not(.x, .y){filter:url(#f)}',
    'g rect:nth-child(2n + 1){filter:url(#f)}',
    'circle+.c{filter:url(#f)}',
    'rect{filter:url(#f)} rect{fill:red}',
  ])('counts for what it selects: %s', (sheet) => {
    expect(withSheet(sheet)).toBeCloseTo(filtered);
  });

  it.each([
    'circle{filter:url(#f)}',
    '#s{filter:url(#f)}',
    '.cd{filter:url(#f)}',
    'rect .a g.x, line{mask:url(#f)}',
  ])('counts for nothing else: %s', (sheet) => {
    expect(withSheet(sheet)).toBeCloseTo(plain);
  });

  it('counts for everything where it selects everything, or may', () => {
    for (const selector of ['*', ':is(.x, rect)', 'g > *', ':not(line)']) {
      expect(withSheet(`${selector}{filter:url(#f)}`)).toBeGreaterThan(filtered * 2);
    }
  });

  it('counts each of the elements that it selects', () => {
    const many = `<style>.a{filter:url(#f)}</style>${filter}${ten('<rect class="a"/>')}`;
    expect(effectsOf(many) - plain).toBeCloseTo((filtered - plain) * 10);
  });

  it('is read at once, however it is made', () => {
    const rules = Array.from({ length: 20_000 }, (_, index) => `.c${index % 5},.a{filter:url(#f)}`).join('');
    const classes = Array.from({ length: 5 }, (_, index) => `c${index}`).join(' ');
    const nested = `rect:not(${'('.repeat(100_000)}${')'.repeat(100_000)}){mask:url(#f)}`;
    expect(
      effectsOf(`<style>${rules}${nested}</style>${`<rect class="${classes}"/>`.repeat(1000)}`),
    ).toBeGreaterThan(1000);
  });
});
