import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/errors.ts';
import { sanitizeSvg } from '../../../src/pixel/svg/sanitize.ts';
import { sniff } from '../../../src/pixel/sniff.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const clean = (text: string): string => new TextDecoder().decode(sanitizeSvg(encode(text), 1_000_000).bytes);
const root = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
/** What becomes of the content of a root element. */
const inside = (content: string): string => {
  const result = clean(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`);
  return result === `${root}/>` ? '' : result.slice(root.length + 1, -'</svg>'.length);
};
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('what is kept', () => {
  it.each([
    '<g id="a" transform="rotate(10 5,5)"><path d="M0 0L10 10z" fill="#f00" stroke="rgb(1,2,3)"/></g>',
    '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><rect fill="url(#g)"/>',
    '<clipPath id="c"><circle r="5"/></clipPath><rect clip-path="url(#c)" mask="url(#m)" filter="url(#f)"/>',
    '<filter id="f"><feGaussianBlur stdDeviation="3"/><feBlend in="SourceGraphic" mode="multiply"/></filter>',
    '<symbol id="s"><text x="1">a &amp; b</text></symbol><use href="#s"/><use xlink:href="#s"/>',
    '<rect style="fill:red;stroke:url(#g)"/>',
    '<style>.a{fill:red}\ng &gt; .b, #c{opacity:.5}</style>',
    '<animateTransform attributeName="transform" type="rotate" from="0" to="360" dur="2s"/>',
    `<image href="data:image/png;base64,${pixel}" width="5"/>`,
    '<title>A &quot;title&quot;</title>',
  ])('%s', (content) => {
    expect(inside(content)).toBe(content);
  });

  it('keeps its own output as it is', () => {
    const once = clean(
      '<svg viewBox="0 0 9 9"><style>a{fill:red;x:y}</style><a href="x"><text>&#65;<![CDATA[<b>]]></text></a></svg>',
    );
    expect(clean(once)).toBe(once);
  });

  it('understands prefixes, missing namespaces and other encodings', () => {
    expect(clean('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>')).toBe(`${root}><g/></svg>`);
    expect(clean('<svg><g/></svg>')).toBe(`${root}><g/></svg>`);
    const utf16 = new Uint8Array(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<svg><text>ü</text></svg>', 'utf16le')]),
    );
    expect(new TextDecoder().decode(sanitizeSvg(utf16, 1).bytes)).toBe(`${root}><text>ü</text></svg>`);
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><svg><text>ü</text></svg>',
      'latin1',
    );
    expect(new TextDecoder().decode(sanitizeSvg(latin, 1).bytes)).toBe(`${root}><text>ü</text></svg>`);
  });

  it('drops declarations, comments, instructions and a plain doctype', () => {
    const doctype =
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">';
    const text = `\ufeff<?xml version="1.0"?>${doctype}<!-- x --><?xml-stylesheet href="x"?><svg><!-- <g> --></svg>\n`;
    expect(clean(text)).toBe(`${root}/>`);
    expect(sniff(encode(text))).toEqual({ kind: 'known', format: 'svg' });
  });
});

describe('what is dropped', () => {
  it.each([
    ['<script>alert(1)</script>', ''],
    ['<SCRIPT>alert(1)</SCRIPT>', ''],
    ['<script xlink:href="data:,alert(1)"/>', ''],
    ['<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', ''],
    ['<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>', ''],
    ['<script><g/></script><g/>', '<g/>'],
    ['<rect onload="alert(1)" ONCLICK="x" onmouseover="x"/>', '<rect/>'],
    ['<foreignObject><iframe src="http://x"/></foreignObject>', ''],
    ['<g xmlns="http://www.w3.org/1999/xhtml"><iframe/></g>', ''],
    ['<iframe src="x"/><object data="x"/><embed src="x"/><video src="x"/><audio src="x"/>', ''],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a xlink:href=" java&#115;cript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="https://example.com">x</a>', '<a>x</a>'],
    ['<use href="other.svg#a"/>', '<use/>'],
    ['<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>', '<use/>'],
    ['<image href="file:///etc/passwd"/>', '<image/>'],
    ['<image xlink:href="http://169.254.169.254/"/>', '<image/>'],
    ['<image href="data:image/svg+xml,%3Csvg%3E"/>', '<image/>'],
    ['<image href="data:image/png;base64,AAAA"/>', '<image/>'],
    ['<feImage href="//example.com/a.png"/>', '<feImage/>'],
    ['<set attributeName="href" to="javascript:alert(1)"/>', ''],
    ['<animate attributeName="xlink:href" values="javascript:alert(1)"/>', ''],
    ['<animate attributeName="onclick" to="alert(1)"/>', ''],
    ['<rect fill="url(http://example.com/#a)"/>', '<rect/>'],
    ['<rect fill="url( &quot;//example.com/#a&quot; )"/>', '<rect/>'],
    ['<rect fill="u\\72l(http://x)"/>', '<rect/>'],
    [
      '<rect style="background:url(x);fill:red;-moz-binding:url(x);behavior:url(x)"/>',
      '<rect style="fill:red"/>',
    ],
    ['<rect style="fill:url(http://x);fill:expression(alert(1));stroke:image-set(\'x\')"/>', '<rect/>'],
    ['<style>@import url(http://x); a{fill:red}</style>', '<style>a{fill:red}</style>'],
    [
      '<style>@font-face{font-family:x;src:url(http://x)} a{fill:blue}</style>',
      '<style>a{fill:blue}</style>',
    ],
    ['<style>@media all{ a{fill:url(http://x)} } b{fill:red}</style>', '<style>b{fill:red}</style>'],
    ['<style>a{fill:ur/**/l(http://x)}</style>', '<style></style>'],
    ['<style><![CDATA[a{fill:red}</style><script>alert(1)</script>]]></style>', '<style>a{fill:red}</style>'],
    ['<style><script>alert(1)</script></style>', '<style/>'],
    ['<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">x</handler>', ''],
    ['<metadata><rdf:RDF xmlns:rdf="x"/></metadata>', ''],
    ['<g xml:base="http://example.com/"/>', '<g/>'],
  ])('%s', (content, expected) => {
    expect(inside(content)).toBe(expected);
  });

  it('drops pictures that are too large to decode, each and together', () => {
    const large = Buffer.from(pixel, 'base64');
    large.writeUInt32BE(900, 16);
    large.writeUInt32BE(900, 20);
    const image = `<image href="data:image/png;base64,${large.toString('base64')}"/>`;
    expect(inside(image)).toBe(image);
    expect(inside(image + image)).toBe(`${image}<image/>`);
  });
});

describe('what is refused', () => {
  const nested = Array.from(
    { length: 12 },
    (_, i) => `<g id="n${i + 1}">${`<use href="#n${i}"/>`.repeat(10)}</g>`,
  ).join('');
  const chain = Array.from({ length: 5000 }, (_, i) => `<g id="n${i}"><use href="#n${i + 1}"/></g>`).join('');

  it.each([
    ['an entity', '<!DOCTYPE svg [<!ENTITY a "b">]><svg><text>&a;</text></svg>'],
    [
      'an outside entity',
      '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg><text>&a;</text></svg>',
    ],
    ['an unknown entity', '<svg>&nbsp;</svg>'],
    ['a character that XML forbids', '<svg>&#0;</svg>'],
    ['a control character', '<svg>\u0001</svg>'],
    ['tags that do not match', '<svg><g></svg></g>'],
    ['no end', '<svg><g>'],
    ['two roots', '<svg/><svg/>'],
    ['text after the root', '<svg/>x'],
    ['an attribute twice', '<svg><g id="a" id="b"/></svg>'],
    ['an attribute without quotes', '<svg><g id=a/></svg>'],
    ['elements too deep', `<svg>${'<g>'.repeat(500)}${'</g>'.repeat(500)}</svg>`],
    ['references that multiply', `<svg><g id="n0"><rect/></g>${nested}</svg>`],
    ['references without end', `<svg>${chain}</svg>`],
  ])('%s', (_, text) => {
    expect(() => clean(text)).toThrow(Failure);
    expect(() => clean(text)).toThrow(/^The SVG /u);
  });

  it('a root that is not an svg', () => {
    expect(() => clean('<html/>')).toThrow('The original is not an image');
  });

  it.each([
    ['a long word', `<svg><path d="${'a'.repeat(500_000)}"/></svg>`],
    ['many rules', `<svg><style>${'a{}'.repeat(100_000)}</style></svg>`],
    ['many references', `<svg><rect fill="${'url('.repeat(100_000)}"/></svg>`],
    ['many spaces', `<svg><g ${' '.repeat(500_000)}/></svg>`],
    ['a circle of references', '<svg><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>'],
  ])('nothing slow: %s', (_, text) => {
    expect(() => clean(text)).not.toThrow();
  });

  it('files that pretend to begin with a doctype, at once', () => {
    expect(sniff(encode(`${'<!DOCTYPE'.repeat(2000)}<svg/>`))).toEqual({ kind: 'unknown' });
  });
});
