import { describe, expect, it } from 'vitest';
import {
  asksForNewer,
  effectiveVersion,
  freshForMs,
  judgeRecord,
  namesCurrentVersion,
  rememberAsked,
} from '../../src/plan/record.ts';

const at = 1_700_000_000_000;
const plain = { checkedAtMs: at, sources: [{}] };
const indexed = { checkedAtMs: at, sources: [{ version: 17 }] };
const layered = { checkedAtMs: at, sources: [{ version: 17 }, {}] };

describe('the judgement of a resolution record', () => {
  it('is absent without one', () => {
    expect(judgeRecord(undefined, at, undefined)).toBe('absent');
    expect(judgeRecord(undefined, at, 17)).toBe('absent');
  });

  it.each([
    [0, 'fresh'],
    [freshForMs - 1, 'fresh'],
    [freshForMs, 'stale'],
    [freshForMs * 1000, 'stale'],
    [-1, 'stale'], // the clock was set back
  ])('is, %i ms after the look, %s', (ageMs, expected) => {
    expect(judgeRecord(plain, at + ageMs, undefined)).toBe(expected);
    expect(judgeRecord(indexed, at + ageMs, undefined)).toBe(expected);
    expect(judgeRecord(indexed, at + ageMs, 1)).toBe(expected);
  });

  it('is fresh for good when the URL names the current version', () => {
    expect(judgeRecord(indexed, at + freshForMs * 1000, 17)).toBe('fresh');
    expect(judgeRecord(indexed, at - 1, 17)).toBe('fresh');
  });

  it('ages for an older version, which shows the current content', () => {
    expect(judgeRecord(indexed, at, 16)).toBe('fresh');
    expect(judgeRecord(indexed, at + freshForMs, 16)).toBe('stale');
  });

  it('ages when a layer went in, whose content the version does not name', () => {
    expect(judgeRecord(layered, at, 17)).toBe('fresh');
    expect(judgeRecord(layered, at + freshForMs, 17)).toBe('stale');
  });

  it('is stale for a version that nobody had named yet', () => {
    expect(judgeRecord(indexed, at, 18)).toBe('stale');
    expect(judgeRecord(plain, at, 2)).toBe('stale');
    expect(judgeRecord({ ...plain, askedVersion: 17 }, at, 18)).toBe('stale');
  });

  it('never takes the version of a plain file for current, only for seen', () => {
    const seen = { ...plain, askedVersion: 17 };
    expect(judgeRecord(seen, at, 17)).toBe('fresh');
    expect(judgeRecord(seen, at + freshForMs, 17)).toBe('stale');
    expect(namesCurrentVersion(seen.sources, 17)).toBe(false);
  });
});

describe('the version of a URL', () => {
  it.each([
    [undefined, undefined],
    [0, undefined],
    [1, undefined],
    [2, 2],
    [1_700_000_000, 1_700_000_000],
  ])('%s counts as %s', (version, expected) => {
    expect(effectiveVersion(version)).toBe(expected);
  });

  it('is remembered once it was asked for, and never falls', () => {
    expect(rememberAsked(undefined, undefined)).toEqual({});
    expect(rememberAsked(undefined, 1)).toEqual({});
    expect(rememberAsked(plain, 17)).toEqual({ askedVersion: 17 });
    expect(rememberAsked({ ...plain, askedVersion: 17 }, 16)).toEqual({ askedVersion: 17 });
    expect(rememberAsked({ ...plain, askedVersion: 17 }, undefined)).toEqual({ askedVersion: 17 });
    expect(asksForNewer({ ...plain, ...rememberAsked(plain, 17) }, 17)).toBe(false);
  });
});
