import {
  type ByteRange,
  parseContentLength,
  parseContentRange,
  parseUnsatisfiedRange,
} from './content-range';
import { ObjectChanged } from './object-changed';
import { isSameObject, lacksValidator, type ObjectIdentity } from './object-identity';
import { type ObjectAnswer } from './object-store';
import { UnusableAnswer } from './unusable-answer';

/** What an answer must agree with. */
export interface Expected {
  readonly name: string;
  readonly identity: ObjectIdentity;
  readonly range: ByteRange;
}

/** Those bytes of an answer that were asked for, whichever it holds. */
export class ObjectPart {
  /** Bytes of the body before the first one that is wanted. */
  private skip: number;
  private left: number;
  private readonly endsWithBody: boolean;

  /**
   * @throws ObjectChanged if the answer is about another version of the object; UnusableAnswer if
   * its bytes are not those at the start of the range
   */
  constructor(
    private readonly answer: ObjectAnswer,
    { name, identity, range }: Expected,
  ) {
    const held = bytesIn(answer, name, identity);
    requireSame(answer, name, identity, held.size);
    if (held.from > range.from || held.to <= range.from) {
      throw new UnusableAnswer(name, answer.status, 'it holds other bytes than those requested');
    }
    this.skip = range.from - held.from;
    this.left = Math.min(held.to, range.to) - range.from;
    const length = parseContentLength(answer.headers['content-length']);
    this.endsWithBody = length === this.skip + this.left;
  }

  /** Whether all bytes have been read that the answer promises. */
  get isComplete(): boolean {
    return this.left === 0;
  }

  /**
   * The next bytes, none if others have come first; undefined at the end. A body that ends too early
   * ends the part, too.
   */
  async next(): Promise<Buffer | undefined> {
    if (this.left > 0) {
      const chunk = await this.answer.next();
      if (chunk === undefined) return undefined;
      const bytes = chunk.subarray(this.skip, this.skip + this.left);
      this.skip = Math.max(0, this.skip - chunk.length);
      this.left -= bytes.length;
      return bytes;
    }
    // The connection can be used again after the end of the body only.
    if (this.endsWithBody) await this.answer.next();
    return undefined;
  }
}

interface HeldBytes extends ByteRange {
  /** Of the whole object, undefined if the answer leaves it open. */
  readonly size: number | undefined;
}

function bytesIn(
  { status, headers }: ObjectAnswer,
  name: string,
  { size }: ObjectIdentity,
): HeldBytes {
  const length = parseContentLength(headers['content-length']);
  if (status === 200) return { from: 0, to: length ?? size, size: length };
  if (status === 412) throw new ObjectChanged(name, 'its ETag has changed');
  if (status === 416) {
    const now = parseUnsatisfiedRange(headers['content-range']);
    if (now !== undefined && now !== size) throw new ObjectChanged(name, sizes(size, now));
    throw new UnusableAnswer(name, status, 'it denies a range that the file has');
  }
  const range = status === 206 ? parseContentRange(headers['content-range']) : undefined;
  if (range === undefined) {
    throw new UnusableAnswer(name, status, 'it does not say which bytes it holds');
  }
  if (length !== undefined && length !== range.to - range.from) {
    throw new UnusableAnswer(name, status, 'its Content-Length contradicts its Content-Range');
  }
  return range;
}

function requireSame(
  { status, headers }: ObjectAnswer,
  name: string,
  identity: ObjectIdentity,
  size = identity.size,
): void {
  if (size !== identity.size) throw new ObjectChanged(name, sizes(identity.size, size));
  const answer = { size, etag: headers.etag, lastModified: headers['last-modified'] };
  if (lacksValidator(answer, identity)) {
    throw new UnusableAnswer(name, status, 'it does not say which version of the file it holds');
  }
  if (!isSameObject(identity, comparable(answer, identity))) {
    throw new ObjectChanged(name, 'its ETag or its date has changed');
  }
}

/** Without the validators that were not there when the object was found. */
function comparable(
  answer: ObjectIdentity,
  { etag, lastModified }: ObjectIdentity,
): ObjectIdentity {
  return {
    size: answer.size,
    etag: etag && answer.etag,
    lastModified: lastModified && answer.lastModified,
  };
}

function sizes(before: number, now: number): string {
  return `it had ${before} bytes, and has ${now} now`;
}
