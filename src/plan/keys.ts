/**
 * The texts that cache keys are hashes of. Each is a JSON list with a name in front: no two different inputs give one
 * text, whatever characters they hold, and no text of one kind is a text of another.
 */
import type { AssetRef } from '../url/parsed-url.ts';

export interface RequestKeyParts extends AssetRef {
  /** The canonical chain: URLs that mean the same share a variant. */
  readonly chain: string;
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

/** What is asked for, before anybody has looked whether it exists. The version in a URL is not part of it. */
export const requestKeyText = (parts: RequestKeyParts): string =>
  JSON.stringify([
    'request',
    parts.cloud,
    parts.resourceType,
    parts.type,
    parts.publicId,
    parts.format === undefined ? [] : [parts.format],
    parts.chain,
    parts.acceptClass,
    parts.settings,
    parts.engineVersion,
  ]);

/** One developed result: what was asked for, made from exactly these contents, in this order. */
export const variantKeyText = (requestKey: string, sources: readonly KeyedSource[]): string =>
  JSON.stringify([
    'variant',
    requestKey,
    sources.map(({ sourceHash, key, etag }) => [sourceHash, key, etag]),
  ]);

/**
 * What a purge names: one original, whatever extension it was asked with. Composed and decomposed spellings of a name
 * find the same file, so they are one source.
 */
export const sourceText = ({ cloud, resourceType, type, publicId }: AssetRef): string =>
  JSON.stringify(['source', cloud, resourceType, type, publicId.normalize('NFC')]);
