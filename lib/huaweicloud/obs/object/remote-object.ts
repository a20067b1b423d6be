import { CloudError } from '../../errors/cloud-error';
import { foreign } from '../../redaction/foreign-text';
import { interrupted } from '../../waiting/interrupted';
import { Attempts } from './attempts';
import { type ByteRange } from './content-range';
import { type LinkSource } from './link-source';
import { identityKey, type ObjectIdentity, strongEtag } from './object-identity';
import { ObjectPart } from './object-part';
import { type ObjectAnswer, type ObjectStore } from './object-store';
import { refusalError, refusesLink } from './obs-refusal';
import { Pace } from './pace';
import { type Probed, probedByRange, probedByWhole, withoutSize } from './probe';

export interface RemoteObjectOptions {
  readonly store: ObjectStore;
  readonly links: LinkSource;
  /** The name of the file, for messages and the log. */
  readonly name: string;
}

/** What an object is found by. */
const FIRST_BYTE: ByteRange = { from: 0, to: 1 };
const ALL_BYTES: ByteRange = { from: 0, to: Infinity };

/** One version of an object in OBS, read as if links never expired and connections never broke. */
export class RemoteObject {
  /** Of this version of the object. */
  readonly identity: ObjectIdentity;
  /**
   * Whether a part is served without the bytes before it; if not, each part costs them too, so that
   * only one reader, from the start, makes sense.
   */
  readonly acceptsRanges: boolean;

  private constructor(
    private readonly options: RemoteObjectOptions,
    { identity, acceptsRanges }: Probed,
    /** An answer that holds all bytes. */
    private begun?: ObjectAnswer,
  ) {
    this.identity = identity;
    this.acceptsRanges = acceptsRanges;
  }

  /**
   * Finds the size and the validator of an object with a GET of its first byte: a link that is signed
   * for GET answers HEAD with 403.
   * @throws CloudError
   */
  static open(options: RemoteObjectOptions, signal: AbortSignal): Promise<RemoteObject> {
    return RemoteObject.found(options, FIRST_BYTE, signal);
  }

  /**
   * The same with a GET of all bytes, which {@link read} from the start begins with: one request less.
   * Has to be closed.
   * @throws CloudError
   */
  static begin(options: RemoteObjectOptions, signal: AbortSignal): Promise<RemoteObject> {
    return RemoteObject.found(options, ALL_BYTES, signal);
  }

  private static async found(
    options: RemoteObjectOptions,
    range: ByteRange,
    signal: AbortSignal,
  ): Promise<RemoteObject> {
    const attempts = new Attempts(options, false);
    for (;;) {
      try {
        const [probed, begun] = await probe(options, range, attempts, signal);
        return new RemoteObject(options, probed, begun);
      } catch (error) {
        await attempts.failed(error, signal);
      }
    }
  }

  /** Of the file, for messages. */
  get name(): string {
    return this.options.name;
  }

  /** A short name for this version of the object, undefined if OBS gives no validator. */
  get key(): string | undefined {
    return identityKey(this.identity);
  }

  /**
   * The bytes from `from` up to but not including `to`, in order, each once. Resets, cut bodies,
   * stalls, busy servers and expired links are survived; attempts without a new byte are bounded.
   * @throws ObjectChanged if the object has been replaced; TooSlow if there is hardly a byte for ten
   * minutes; CloudError for everything else
   */
  async *read(from: number, to: number, signal: AbortSignal): AsyncGenerator<Buffer, void> {
    requireRange(from, to, this.identity);
    const attempts = new Attempts(this.options, true);
    const pace = new Pace(this.options.store, this.name);
    let at = from;
    while (at < to) {
      let answer: ObjectAnswer | undefined;
      try {
        const range = { from: at, to };
        answer = this.takeBegun(range) ?? (await this.answerFor(range, attempts, signal));
        const part = new ObjectPart(answer, { ...this.options, identity: this.identity, range });
        for (let bytes = await part.next(); bytes; bytes = await part.next()) {
          if (signal.aborted) throw interrupted(signal, `the download of ${this.shownName}`);
          pace.check();
          if (bytes.length === 0) continue;
          attempts.progressed();
          at += bytes.length;
          yield bytes;
          pace.skip();
        }
        if (!part.isComplete) throw this.cutOff(answer);
      } catch (error) {
        answer?.close();
        await attempts.failed(error, signal);
        pace.check();
      } finally {
        answer?.close();
      }
    }
  }

  /** Gives up an answer that nobody has begun to read. */
  close(): void {
    this.begun?.close();
    this.begun = undefined;
  }

  /** What {@link read} has brought is not needed any more: its memory may take other bytes. */
  reuse(bytes: Buffer): void {
    this.options.store.reuse(bytes);
  }

  /** Once, for whoever reads from the start. */
  private takeBegun({ from }: ByteRange): ObjectAnswer | undefined {
    if (from > 0) return undefined;
    const { begun } = this;
    this.begun = undefined;
    return begun;
  }

  /** After answers that make no sense, for the whole object: that leaves nothing to misunderstand. */
  private answerFor(
    range: ByteRange,
    attempts: Attempts,
    signal: AbortSignal,
  ): Promise<ObjectAnswer> {
    const request = { range: attempts.unusable < 2 ? range : undefined };
    return answerTo(this.options, { ...request, identity: this.identity }, attempts, signal);
  }

  private get shownName(): string {
    return foreign(this.name);
  }

  private cutOff({ status }: ObjectAnswer): CloudError {
    return new CloudError({
      category: 'connection',
      summary: 'OBS cannot be reached',
      means: `The connection broke before ${this.shownName} was complete.`,
      next: 'Run again; if the problem persists, check the network and any proxy in between.',
      code: 'ERR_STREAM_PREMATURE_CLOSE',
      status,
      transient: true,
    });
  }
}

/** With the answer, if that holds all bytes. */
async function probe(
  options: RemoteObjectOptions,
  range: ByteRange,
  attempts: Attempts,
  signal: AbortSignal,
): Promise<[Probed, ObjectAnswer?]> {
  const first = await answerTo(options, { range }, attempts, signal);
  const probed = probedByRange(first);
  if (probed !== undefined && range === ALL_BYTES) return [probed, first];
  await first.finish();
  if (probed !== undefined) return [probed];
  const whole = await answerTo(options, {}, attempts, signal);
  await whole.finish();
  const byWhole = probedByWhole(whole);
  if (byWhole === undefined) throw withoutSize(whole, options.name);
  return [byWhole];
}

interface Wanted {
  readonly range?: ByteRange | undefined;
  readonly identity?: ObjectIdentity;
}

/**
 * An answer about the object. A link that is refused is replaced by a new one; if that has expired,
 * too, the next attempt has to wait.
 */
async function answerTo(
  { store, links, name }: RemoteObjectOptions,
  { range, identity }: Wanted,
  attempts: Attempts,
  signal: AbortSignal,
): Promise<ObjectAnswer> {
  const ifMatch = identity && strongEtag(identity);
  for (let renewals = 0; ; renewals += 1) {
    const link = links.current();
    const answer = await store.get({ name, link, range, ifMatch }, signal);
    if (isAboutObject(answer)) return answer;
    const refusal = await answer.refusal();
    answer.close();
    if (!refusesLink(refusal)) throw refusalError(refusal, name);
    attempts.linkRefused(refusal);
    await links.renewed(link, signal);
    if (renewals > 0) throw refusalError(refusal, name);
  }
}

/** Every other status says why the object is not served. */
function isAboutObject({ status }: ObjectAnswer): boolean {
  return (status >= 200 && status < 300) || status === 412 || status === 416;
}

function requireRange(from: number, to: number, { size }: ObjectIdentity): void {
  if (Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && to <= size) return;
  throw new RangeError(`${from} to ${to} is not a range of ${size} bytes`);
}
