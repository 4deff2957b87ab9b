/** Sources that are an address themselves: `image/fetch/https://...`, and those of video sites. */
import { type Result, refuse, succeed } from '../result.ts';
import { type DeliveryType, remoteTypes } from './parsed-url.ts';
import { decodePercent, rawSpan } from './percent.ts';
import { forbiddenCharacter, type Source } from './source.ts';

const remote: ReadonlySet<DeliveryType> = new Set(remoteTypes);

/** Whether the source that begins with this segment is an address. `fetch` takes nothing else. */
export const isRemote = (type: DeliveryType, firstSegment: string): boolean =>
  type === 'fetch' || (remote.has(type) && /^https?:$/iu.test(firstSegment));

/** Proxies may join the slashes behind the scheme. */
const address = /^(https?):\/{1,2}([^/?#].*)$/isu;

/** SDKs escape the address, so that what stands behind a bare `?` is their own: analytics, or a token. */
const ownParameter = /^(?:_a|__cld_token__)=/u;

/** A query that was not escaped belongs to the address, unless the address has brought one of its own. */
const readQuery = (query: string): string =>
  query
    .split('&')
    .filter((part) => part !== '' && !ownParameter.test(part))
    .join('&');

/** `raw` from `from` to `to` is the address as it stands in the path; `query` is what follows the question mark. */
export const readRemote = (raw: string, from: number, to: number, query: string): Result<Source> => {
  const rawAddress = raw.slice(from, to);
  const decoded = decodePercent(rawAddress, from);
  if (!decoded.ok) return decoded;
  const span = rawSpan(decoded.value);
  const [, scheme, rest] = address.exec(decoded.value.text) ?? [];
  if (scheme === undefined || rest === undefined) {
    return refuse({
      code: 'url.malformed',
      message: `A fetched address begins with http:// or https:// and a host, unlike ${decoded.value.text}`,
      span,
    });
  }
  const own = rest.includes('?') ? '' : readQuery(query);
  const suffix = own === '' ? '' : `?${own}`;
  const publicId = `${scheme.toLowerCase()}://${rest}${suffix}`;
  if (forbiddenCharacter.test(publicId)) {
    return refuse({
      code: 'url.malformed',
      message: 'A fetched address cannot contain control characters or backslashes',
      span,
    });
  }
  // The query is signed with the rest: a signature for one address must not open another.
  const signedText = `${rawAddress.replace(/^(https?:)\/(?!\/)/iu, '$1//')}${suffix}`;
  return succeed({ publicId, signedText });
};
