/**
 * The one canonical form of paths and queries, in which requests are sent and signed.
 * API Request Signing Guide, "AK/SK Signing and Authentication Algorithm".
 */

/** Names and values encoded and sorted; send the query in exactly this form. */
export function canonicalQuery(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .toSorted(([name, value], [otherName, otherValue]) =>
      name === otherName ? byCodePoints(value, otherValue) : byCodePoints(name, otherName),
    )
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/** RFC 3986: everything but letters, digits and `-_.~`, in upper-case hex of UTF-8. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Compares by code points, not by UTF-16 units. */
export function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
