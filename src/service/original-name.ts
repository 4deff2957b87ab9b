/** Which origin has an original, and by what name. */
import type { Origin, OriginalName } from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';

export interface OriginDeps {
  readonly origin: Origin;
  /** For originals whose name is their address. */
  readonly remote?: Origin;
}

export const nameOf = ({ publicId, format, resourceType }: AssetRef): OriginalName => ({
  publicId,
  ...(format !== undefined && { format }),
  exact: resourceType === 'raw',
});

export const originOf = ({ type }: AssetRef, { origin, remote }: Partial<OriginDeps>): Origin | undefined =>
  type === 'fetch' ? remote : origin;
