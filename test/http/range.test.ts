import { describe, expect, it } from 'vitest';
import { parseRange } from '../../src/http/range.ts';

describe('a Range header', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=0-99', { first: 0, last: 99 }],
    ['bytes=10-', { first: 10, last: 999 }],
    ['bytes=990-5000', { first: 990, last: 999 }],
    ['bytes=-5', { first: 995, last: 999 }],
    ['bytes=-5000', { first: 0, last: 999 }],
    ['Bytes=0-1', { first: 0, last: 1 }],
    ['bytes= 0-1 ', { first: 0, last: 1 }],
    ['bytes=0-99999999999999999999999999', { first: 0, last: 999 }],
  ])('%s of 1000 bytes is a part', (header, expected) => {
    expect(parseRange(header, 1000)).toEqual(expected);
  });

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0', 'bytes=99999999999999999999999-'])(
    '%s of 1000 bytes cannot be satisfied',
    (header) => {
      expect(parseRange(header, 1000)).toBe('unsatisfiable');
    },
  );

  it.each([
    'bytes=5-2',
    'bytes=0-1,5-6',
    'bytes=-',
    'bytes=a-b',
    'bytes',
    'items=0-1',
    'bytes=0-1;',
    'bytes=--1',
    '',
  ])('"%s" is answered with the whole', (header) => {
    expect(parseRange(header, 1000)).toBe('whole');
  });
});
