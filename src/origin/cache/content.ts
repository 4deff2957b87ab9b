/** One content of one original, as copies of it are kept by. */
import type { SourceIdentity } from '../../ports.ts';

export type Content = Pick<SourceIdentity, 'etag' | 'key'>;

/** Keeps copies; what it cannot keep it forgets, and what it cannot give is undefined. It never fails. */
export interface Copies {
  readonly sizeOf: (content: Content) => number | undefined;
  readonly read: (content: Content) => Promise<Uint8Array | undefined>;
  readonly keep: (content: Content, bytes: Uint8Array) => void;
  /** Every content of the key. */
  readonly drop: (key: string) => Promise<void>;
  /** The newest content of a key that is kept. */
  readonly find: (key: string) => Promise<Content | undefined>;
  /** A file that holds the content and nothing else, where there is one. */
  readonly pathOf?: (content: Content) => Promise<string | undefined>;
}
