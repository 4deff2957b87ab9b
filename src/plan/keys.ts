/**
 * The texts that cache keys are hashes of. Each is a list with a name in front and says how long its parts are: no two
 * different inputs give one text, whatever characters they hold, and no text of one kind is a text of another.
 */
import type { AssetRef } from '../url/parsed-url.ts';

/** How it is to be developed, as far as that is known from the request. */
export interface Wish {
  /** The canonical chain: URLs that mean the same share a variant. */
  readonly chain: string;
  /** Of the URL, which may say what to write where another original stands in for a missing one. */
  readonly extension: string | undefined;
  /** Which formats the client takes, as far as the chain leaves the choice to it; empty when it does not. */
  readonly acceptClass: string;
  /** Whatever of the configuration changes pixels. */
  readonly settings: string;
  readonly engineVersion: string;
}

/** What makes a source this very content and no other. */
export interface KeyedSource {
  readonly sourceHash: string;
  readonly key: string;
  readonly etag: string;
}

/** Length and text of each part. Every request makes one of these, and JSON takes five times as long. */
const joinParts = (parts: readonly string[]): string => {
  let text = '';
  for (const part of parts) text += `${part.length}:${part}`;
  return text;
};

/** What is asked for, before anybody has looked whether it exists. The version in a URL is not part of it. */
export const requestKeyText = (ref: AssetRef, wish: Wish): string =>
  joinParts([
    'request',
    ref.cloud,
    ref.resourceType,
    ref.type,
    ref.publicId,
    ref.format === undefined ? '' : `.${ref.format}`,
    wish.chain,
    wish.extension ?? '',
    wish.acceptClass,
    wish.settings,
    wish.engineVersion,
  ]);

/** One developed result: what was asked for, made from exactly these contents, in this order. */
export const variantKeyText = (requestKey: string, sources: readonly KeyedSource[]): string =>
  joinParts([
    'variant',
    requestKey,
    ...sources.flatMap(({ sourceHash, key, etag }) => [sourceHash, key, etag]),
  ]);

/**
 * What a purge names: one original, whatever extension it was asked with. Composed and decomposed spellings of a name
 * find the same file, so they are one source.
 */
export const sourceText = ({ cloud, resourceType, type, publicId }: AssetRef): string =>
  joinParts(['source', cloud, resourceType, type, publicId.normalize('NFC')]);
