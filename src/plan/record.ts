/** The rules of the resolution record: when an answer may be given again without asking origin or index. */

/** How long a look at the origin is believed. */
export const freshForMs = 60_000;

/** As much of a record as the rules need. */
export interface JudgedRecord {
  readonly checkedAtMs: number;
  readonly askedVersion?: number;
  readonly sources: readonly { readonly version?: number }[];
}

export type Judgement = 'absent' | 'fresh' | 'stale';

/** SDKs write `/v1/` before every id with a slash when they know no version, so `v1` says nothing. */
export const effectiveVersion = (version: number | undefined): number | undefined =>
  version === undefined || version <= 1 ? undefined : version;

/**
 * Whether the URL names the version that was current when the record was made. Such an answer is good for ever, unless
 * other sources went into it, for which the version says nothing.
 */
export const namesCurrentVersion = (
  sources: JudgedRecord['sources'],
  version: number | undefined,
): boolean => {
  const asked = effectiveVersion(version);
  return asked !== undefined && sources.length === 1 && sources[0]?.version === asked;
};

/**
 * Whether the URL names a version that was not known when the record was made. The current version is known where an
 * index keeps one. A plain file has none, but whoever raises the number in a URL wants a new look, so the highest
 * number asked for so far stands in: each new number costs one look, and is never taken for current.
 */
export const asksForNewer = (record: JudgedRecord, version: number | undefined): boolean => {
  const asked = effectiveVersion(version);
  return asked !== undefined && asked > Math.max(record.askedVersion ?? 0, record.sources[0]?.version ?? 0);
};

/**
 * `fresh`: serve it. `stale`: ask the origin whether it still holds; if the origin is down, serve it. A record from the
 * future (the clock was set back) is stale.
 */
export const judgeRecord = (
  record: JudgedRecord | undefined,
  nowMs: number,
  version: number | undefined,
): Judgement => {
  if (record === undefined) return 'absent';
  if (namesCurrentVersion(record.sources, version)) return 'fresh';
  if (asksForNewer(record, version)) return 'stale';
  const ageMs = nowMs - record.checkedAtMs;
  return ageMs >= 0 && ageMs < freshForMs ? 'fresh' : 'stale';
};

/** The version to remember after a look on behalf of `version`. */
export const rememberAsked = (
  record: JudgedRecord | undefined,
  version: number | undefined,
): { readonly askedVersion?: number } => {
  const asked = Math.max(record?.askedVersion ?? 0, effectiveVersion(version) ?? 0);
  return asked === 0 ? {} : { askedVersion: asked };
};
