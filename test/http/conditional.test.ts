import { describe, expect, it } from 'vitest';
import { allowsRange, evaluatePreconditions } from '../../src/http/conditional.ts';

const lastModifiedMs = Date.UTC(2024, 4, 6, 7, 8, 9, 500);
const validators = { etag: '"abc"', lastModifiedMs };
const same = 'Mon, 06 May 2024 07:08:09 GMT';
const earlier = 'Mon, 06 May 2024 07:08:08 GMT';
const later = 'Mon, 06 May 2024 07:08:10 GMT';

const evaluate = (headers: Readonly<Record<string, string>>) =>
  evaluatePreconditions((name) => headers[name], validators);

describe('preconditions of RFC 9110', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no header', {}, 'passed'],
    ['the same tag', { 'if-none-match': '"abc"' }, 'not-modified'],
    ['the same tag, weak', { 'if-none-match': 'W/"abc"' }, 'not-modified'],
    ['any tag', { 'if-none-match': '*' }, 'not-modified'],
    ['a list with the tag', { 'if-none-match': '"x", "a,b" ,W/"abc"' }, 'not-modified'],
    ['a list without the tag', { 'if-none-match': '"x", "ab", "abcd"' }, 'passed'],
    ['a tag inside another one', { 'if-none-match': '"x,"abc' }, 'passed'],
    ['a tag without quotes', { 'if-none-match': 'abc' }, 'passed'],
    ['an empty list', { 'if-none-match': '' }, 'passed'],
    ['the same second', { 'if-modified-since': same }, 'not-modified'],
    ['a later second', { 'if-modified-since': later }, 'not-modified'],
    ['an earlier second', { 'if-modified-since': earlier }, 'passed'],
    ['no date at all', { 'if-modified-since': 'yesterday' }, 'passed'],
    ['a number', { 'if-modified-since': '1' }, 'passed'],
    ['another tag beside a matching date', { 'if-none-match': '"x"', 'if-modified-since': later }, 'passed'],
    ['If-Match with the tag', { 'if-match': '"x", "abc"' }, 'passed'],
    ['If-Match with any', { 'if-match': '*' }, 'passed'],
    ['If-Match with the tag, weak', { 'if-match': 'W/"abc"' }, 'failed'],
    ['If-Match with another', { 'if-match': '"x"' }, 'failed'],
    ['If-Unmodified-Since the same', { 'if-unmodified-since': same }, 'passed'],
    ['If-Unmodified-Since earlier', { 'if-unmodified-since': earlier }, 'failed'],
    ['If-Unmodified-Since that is no date', { 'if-unmodified-since': 'never' }, 'passed'],
    ['If-Match beside a failing date', { 'if-match': '"abc"', 'if-unmodified-since': earlier }, 'passed'],
    ['If-Match failing beside If-None-Match', { 'if-match': '"x"', 'if-none-match': '"abc"' }, 'failed'],
    ['both tags matching', { 'if-match': '"abc"', 'if-none-match': '"abc"' }, 'not-modified'],
  ])('%s', (_, headers, expected) => {
    expect(evaluate(headers)).toBe(expected);
  });
});

describe('If-Range', () => {
  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['"abc"', true],
    ['W/"abc"', false],
    ['"x"', false],
    [same, true],
    [later, false],
    [earlier, false],
    ['nonsense', false],
  ])('%s lets the range count: %s', (header, expected) => {
    expect(allowsRange(header, validators)).toBe(expected);
  });
});
