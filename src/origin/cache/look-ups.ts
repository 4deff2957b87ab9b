/** What names stood for a moment ago, also that they stood for nothing. */
import { LRUCache } from 'lru-cache';
import { effectiveVersion } from '../../plan/record.ts';
import type { OriginalName } from '../../ports.ts';

export interface LookUp<Found> {
  /** Undefined: there was nothing. */
  readonly found: Found | undefined;
  readonly atMs: number;
  /** The highest version that anybody had asked for by then; 0 for none. */
  readonly version: number;
}

export interface LookUps<Found> {
  readonly get: (name: OriginalName) => LookUp<Found> | undefined;
  /** One that is young enough, and was made for this version or a higher one. */
  readonly getFresh: (
    name: OriginalName,
    version: number | undefined,
    nowMs: number,
  ) => LookUp<Found> | undefined;
  readonly set: (
    name: OriginalName,
    found: Found | undefined,
    version: number | undefined,
    atMs: number,
  ) => void;
  /** In this form only. */
  readonly remove: (name: OriginalName) => void;
  /** In every format. Answers what it stood for. */
  readonly drop: (publicId: string) => readonly Found[];
}

const maxNames = 10_000;
/** Formats that one name is asked in; the oldest goes. */
const maxFormats = 20;

const formOf = ({ publicId, format = '', exact = false }: OriginalName): string =>
  `${String(exact)} ${format} ${publicId}`;
/** Composed and decomposed spellings are purged together. */
const idOf = (publicId: string): string => publicId.normalize('NFC');

export const createLookUps = <Found>(freshForMs: number): LookUps<Found> => {
  const byId = new LRUCache<string, Map<string, LookUp<Found>>>({ max: maxNames });
  const get: LookUps<Found>['get'] = (name) => byId.get(idOf(name.publicId))?.get(formOf(name));
  return {
    get,
    getFresh: (name, version, nowMs) => {
      const lookUp = get(name);
      if (lookUp === undefined || (effectiveVersion(version) ?? 0) > lookUp.version) return undefined;
      const ageMs = nowMs - lookUp.atMs;
      return ageMs >= 0 && ageMs < freshForMs ? lookUp : undefined;
    },
    set: (name, found, version, atMs) => {
      const id = idOf(name.publicId);
      const forms = byId.get(id) ?? new Map<string, LookUp<Found>>();
      const form = formOf(name);
      const before = forms.get(form)?.version ?? 0;
      forms.delete(form);
      forms.set(form, { found, atMs, version: Math.max(before, effectiveVersion(version) ?? 0) });
      const [oldest] = forms.keys();
      if (forms.size > maxFormats && oldest !== undefined) forms.delete(oldest);
      byId.set(id, forms);
    },
    remove: (name) => {
      byId.get(idOf(name.publicId))?.delete(formOf(name));
    },
    drop: (publicId) => {
      const forms = byId.get(idOf(publicId));
      byId.delete(idOf(publicId));
      return [...(forms?.values() ?? [])].flatMap(({ found }) => found ?? []);
    },
  };
};
