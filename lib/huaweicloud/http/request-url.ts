import { canonicalQuery } from './canonical-encoding';

/**
 * The URL of a request below a base URL, its query in the canonical form in which it is signed.
 * @param segments of the path, not yet encoded
 */
export function requestUrl(
  base: URL,
  segments: readonly string[],
  query: Readonly<Record<string, string>> = {},
): URL {
  const path = [base.pathname.replace(/\/$/, ''), ...segments.map(encodeURIComponent)].join('/');
  const search = canonicalQuery(Object.entries(query));
  return new URL(`${base.origin}${path}${search === '' ? '' : `?${search}`}`);
}
