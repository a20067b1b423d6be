import { parseContentLength, parseContentRange } from './content-range';
import { type ObjectIdentity } from './object-identity';
import { type ObjectAnswer } from './object-store';
import { UnusableAnswer } from './unusable-answer';

/** What the first answer tells about an object. */
export interface Probed {
  readonly identity: ObjectIdentity;
  /** Whether the answer holds a part of the object, as requested. */
  readonly acceptsRanges: boolean;
}

/** By the answer to a request for a range from the first byte on; undefined if only the whole object can tell. */
export function probedByRange({ status, headers }: ObjectAnswer): Probed | undefined {
  if (status === 200) return probedByWhole({ status, headers });
  const range = status === 206 ? parseContentRange(headers['content-range']) : undefined;
  // An empty object has no first byte, so that its validator comes with the whole only.
  if (range?.size === undefined || range.from !== 0) return undefined;
  return { identity: { size: range.size, ...validatorsIn(headers) }, acceptsRanges: true };
}

/** By the answer to a request for the whole object, undefined if it does not tell the size. */
export function probedByWhole({
  status,
  headers,
}: Pick<ObjectAnswer, 'status' | 'headers'>): Probed | undefined {
  const size = status === 200 ? parseContentLength(headers['content-length']) : undefined;
  if (size === undefined) return undefined;
  return { identity: { size, ...validatorsIn(headers) }, acceptsRanges: false };
}

/** @param name the name of the file */
export function withoutSize({ status }: ObjectAnswer, name: string): UnusableAnswer {
  return new UnusableAnswer(name, status, 'it does not say how large the file is');
}

function validatorsIn(headers: ObjectAnswer['headers']): Omit<ObjectIdentity, 'size'> {
  return { etag: headers.etag, lastModified: headers['last-modified'] };
}
