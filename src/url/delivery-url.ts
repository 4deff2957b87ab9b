/** Whole delivery URLs, as SDKs write them: the host tells whether the path names the cloud. */
import { type Result, refuse, succeed } from '../result.ts';
import type { FoundCloud } from './cloud.ts';
import type { Decoded } from './decoded.ts';
import { findKind, findKindPair } from './kind.ts';
import type { ParsedUrl } from './parsed-url.ts';
import { parsePath } from './path.ts';
import { looksLikeComponent, looksLikeSignature, looksLikeVersion } from './segment.ts';

export interface DeliveryUrlOptions {
  /** The cloud of a URL whose host and path name none. */
  readonly defaultCloud?: string;
  readonly maxComponents?: number;
}

const shape = /^(?:https?:)?\/\/(?<host>[\w.-]+|\[[\da-f:.]+\])(?<port>:\d{1,5})?(?<path>[/?].*)?$/isu;

/** https://cloudinary.com/documentation/advanced_url_delivery_options#private_cdns_and_custom_delivery_hostnames_cnames */
const sharedHost =
  /^(?:res(?:-\d+)?\.cloudinary\.com|cloudinary-a\.akamaihd\.net|d3jpl91pxevbkh\.cloudfront\.net)$/iu;
const privateHost = /^(?<cloud>[\w-]+?)-res(?:-\d+)?\.cloudinary\.com$/iu;

type ChooseCloud = (segments: readonly Decoded[]) => Result<FoundCloud>;

const takeFirst: ChooseCloud = ([first]) =>
  first
    ? succeed({ cloud: first.text, segments: 1 })
    : refuse({ code: 'url.malformed', message: 'The URL names no cloud' });

/**
 * A host of one's own may or may not have the cloud in its path, and nothing says which. A path that begins like the
 * rest of a delivery URL has none; of any other, the first segment is the cloud.
 */
const guessCloud =
  (defaultCloud: string): ChooseCloud =>
  (segments) => {
    const first = segments[0]?.text ?? '';
    const none = succeed({ cloud: defaultCloud, segments: 0 });
    if (findKind(segments, 0)) return none;
    if (findKindPair(segments, 1)) return takeFirst(segments);
    const beginsChain = looksLikeComponent(first) || looksLikeVersion(first) || looksLikeSignature(first);
    return beginsChain || segments.length < 2 ? none : takeFirst(segments);
  };

const chooseByHost = (host: string, defaultCloud: string): ChooseCloud => {
  if (sharedHost.test(host)) return takeFirst;
  const cloud = privateHost.exec(host)?.groups?.['cloud'];
  return cloud === undefined ? guessCloud(defaultCloud) : () => succeed({ cloud, segments: 0 });
};

/** `http:`, `https:` or no scheme at all; spans count from the beginning of the URL. */
export const parseDeliveryUrl = (url: string, options: DeliveryUrlOptions = {}): Result<ParsedUrl> => {
  const { defaultCloud = '', maxComponents = 40 } = options;
  const [raw = ''] = url.split('#', 1);
  const { host, path = '' } = shape.exec(raw)?.groups ?? {};
  if (host === undefined) {
    return refuse({
      code: 'url.malformed',
      message: 'A delivery URL begins with http://, https:// or // and a host',
      span: { from: 0, to: url.length },
    });
  }
  const findCloud = chooseByHost(host, defaultCloud);
  return parsePath(raw, raw.length - path.length, { findCloud, maxComponents });
};
