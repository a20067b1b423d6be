import { createHash } from 'node:crypto';

/** What tells one version of an object from another. */
export interface ObjectIdentity {
  /** Bytes. */
  readonly size: number;
  /**
   * As the object store gives it, with quotation marks. Never a checksum: that of an encrypted object
   * looks like an MD5 and is none.
   */
  readonly etag?: string | undefined;
  /** As the object store gives it. */
  readonly lastModified?: string | undefined;
}

/** Whether two answers are about the same bytes, as far as there are validators to tell. */
export function isSameObject(one: ObjectIdentity, other: ObjectIdentity): boolean {
  return one.size === other.size && hasSameValidator(one, other);
}

/** Whether an answer leaves out what would tell whether it is about the same version. */
export function lacksValidator(answer: ObjectIdentity, known: ObjectIdentity): boolean {
  const decides = strongEtag(known) === undefined ? known.lastModified : undefined;
  return (
    (known.etag !== undefined && answer.etag === undefined) ||
    (decides !== undefined && answer.lastModified === undefined)
  );
}

/** The validator that may stand in `If-Match`: a strong ETag (RFC 9110, 13.1.1). */
export function strongEtag({ etag }: ObjectIdentity): string | undefined {
  return etag !== undefined && /^"[^"]*"$/.test(etag) ? etag : undefined;
}

/**
 * A short name for this version of the object: sixteen hexadecimal digits, undefined if the object
 * store gives no validator. Versions with the same strong ETag have the same key, whenever they
 * were uploaded.
 */
export function identityKey(identity: ObjectIdentity): string | undefined {
  const { size, etag, lastModified } = identity;
  if (etag === undefined && lastModified === undefined) return undefined;
  const validator = strongEtag(identity) ?? [etag ?? '', lastModified ?? ''];
  return createHash('sha256')
    .update(JSON.stringify([size, validator]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * By strong ETags alone. A weak one stands for bytes that are only equivalent, so then the date must
 * be the same as well.
 */
function hasSameValidator(one: ObjectIdentity, other: ObjectIdentity): boolean {
  const strong = strongEtag(one);
  if (strong !== undefined && strong === strongEtag(other)) return true;
  return opaque(one.etag) === opaque(other.etag) && one.lastModified === other.lastModified;
}

/** An ETag without its mark of weakness, which proxies add when they touch an answer. */
function opaque(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, '');
}
