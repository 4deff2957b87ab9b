/** What a request is: a URL that may be answered, with the client's say settled; its originals; and its key. */
import type { AcceptClass } from '../plan/accept.ts';
import { requestKeyText } from '../plan/keys.ts';
import { type Client, negotiate, type Negotiated } from '../plan/negotiate.ts';
import type { Hashing, Limits } from '../ports.ts';
import type { AssetRef, ParsedUrl } from '../url/parsed-url.ts';
import { printTransformation } from '../url/print.ts';
import { type AccessPolicy, checkAccess, checkLayers } from './access.ts';
import { type CoordinatesOf, coordinatesText } from './coordinates.ts';
import { type LayerAsset, layersOf } from './layers.ts';

/** With what the client had a say in settled. */
export type NegotiatedUrl = ParsedUrl & { readonly negotiated: Negotiated };

/** The original first. */
type Refs = readonly [AssetRef, ...AssetRef[]];

/** With all that its picture is made of. */
export interface Identified {
  readonly layers: readonly LayerAsset[];
  readonly refs: Refs;
  readonly requestKey: string;
}

/** Of a request: the chain, and everything that goes into it. */
export type KeyOf = (url: ParsedUrl, acceptClass: AcceptClass | '', refs: Refs) => string;

export interface IdentifyDeps {
  readonly hashing: Hashing;
  readonly limits: Pick<Limits, 'maxLayers'>;
  readonly access: AccessPolicy;
  readonly coordinatesOf: CoordinatesOf;
  /** See `Wanted`. */
  readonly keepsAttribution?: boolean;
  /** Of whatever has a hand in pictures. */
  readonly versions: readonly string[];
}

export interface Identify {
  /** Throws unless the URL may be answered. */
  readonly negotiate: (asked: ParsedUrl, client: Client) => NegotiatedUrl;
  /** `original` is that of the URL, or what stands in for it. */
  readonly identify: (url: NegotiatedUrl, original: AssetRef) => Identified;
  readonly keyOf: KeyOf;
}

export const createIdentify = (deps: IdentifyDeps): Identify => {
  const { access, coordinatesOf, hashing, keepsAttribution = false, limits } = deps;
  const engineVersion = hashing.key(deps.versions.join(' ')); // they may be long, and go into every key
  const keyOf: KeyOf = (url, acceptClass, refs) =>
    hashing.key(
      requestKeyText(refs[0], {
        extension: url.format,
        chain: printTransformation(url.transformation),
        acceptClass,
        settings: `${keepsAttribution ? 'attribution' : ''}${coordinatesText(refs.map(coordinatesOf))}`,
        engineVersion,
      }),
    );
  return {
    negotiate: (asked, client) => {
      checkAccess(asked, access, hashing);
      const negotiated = negotiate(asked.transformation, client);
      return { ...asked, transformation: negotiated.transformation, negotiated };
    },
    identify: (url, original) => {
      const layers = layersOf(url, limits);
      checkLayers(url, layers, access);
      const refs = [original, ...layers] as const;
      return { layers, refs, requestKey: keyOf(url, url.negotiated.acceptClass, refs) };
    },
    keyOf,
  };
};
