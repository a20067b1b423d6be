import { createHash } from 'node:crypto';
import { type Writable } from 'node:stream';
import { CloudError } from '../errors/cloud-error';
import { systemCode } from '../errors/system-code';
import { foreign } from '../redaction/foreign-text';
import { interrupted } from '../waiting/interrupted';
import { type RemoteObject } from './object/remote-object';

export interface StreamOptions {
  /** Computes the SHA-256 on the way, which takes most of the processor time. @default false */
  readonly hash?: boolean | undefined;
  /** Gets the bytes written so far. */
  readonly progressed?: (bytes: number) => void;
}

export interface StreamedBytes {
  readonly sizeBytes: number;
  /** In lower-case hexadecimal digits, undefined unless it was asked for. */
  readonly sha256: string | undefined;
}

/** Whoever reads the output has stopped, as `head` does; not a failure of the download. */
export class OutputClosed extends CloudError {
  constructor(name: string, cause: unknown) {
    super({
      category: 'cancelled',
      summary: 'Output closed',
      means: `The output was closed before ${foreign(name)} was complete.`,
      code: 'EPIPE',
      cause,
    });
  }
}

/**
 * Writes an object to a stream, each byte once, no faster than the stream takes it. The stream is
 * not ended.
 * @throws OutputClosed if nobody reads the stream any more; CloudError for everything else, also if
 * the object is replaced midway: what has been written cannot be taken back
 */
export async function streamFile(
  object: RemoteObject,
  output: Writable,
  { hash: isHashed = false, progressed }: StreamOptions,
  signal: AbortSignal,
): Promise<StreamedBytes> {
  const { size } = object.identity;
  const hash = isHashed ? createHash('sha256') : undefined;
  const sink = new Sink(output, object.name, signal);
  let written = 0;
  try {
    for await (const chunk of object.read(0, size, signal)) {
      await sink.write(chunk);
      hash?.update(chunk);
      if (isOfSystem(output)) object.reuse(chunk);
      written += chunk.length;
      progressed?.(written);
    }
  } finally {
    sink.release();
  }
  return { sizeBytes: size, sha256: hash?.digest('hex') };
}

/** Such a stream keeps nothing of what it says it has written; others may hand it on as it is. */
function isOfSystem(output: Writable): boolean {
  return 'fd' in output;
}

/** The stream, with its errors as errors of `lib/huaweicloud`. */
class Sink {
  private failure: CloudError | undefined;
  private resolve: () => void = () => undefined;
  private reject: (error: CloudError) => void = () => undefined;

  constructor(
    private readonly output: Writable,
    private readonly name: string,
    private readonly signal: AbortSignal,
  ) {
    output.on('error', this.failed).on('close', this.closed);
    signal.addEventListener('abort', this.aborted, { once: true });
    if (output.destroyed || output.writableEnded) this.closed();
    if (signal.aborted) this.aborted();
  }

  /** Ends when the stream has written all of it. */
  write(chunk: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      if (this.failure === undefined) this.output.write(chunk, this.written);
      else reject(this.failure);
    });
  }

  release(): void {
    this.output.off('close', this.closed);
    this.signal.removeEventListener('abort', this.aborted);
    // What is still being written may fail later, which must not end the process.
  }

  private readonly written = (error?: Error | null) => {
    if (error) this.failed(error);
    else this.resolve();
  };

  private readonly closed = () =>
    this.failed(Object.assign(new Error('closed'), { code: 'EPIPE' }));

  private readonly aborted = () =>
    this.end(interrupted(this.signal, `the output of ${foreign(this.name)}`));

  private readonly failed = (error: Error) => this.end(outputError(error, this.name));

  private end(failure: CloudError): void {
    this.failure ??= failure;
    this.reject(this.failure);
  }
}

const CLOSED = new Set([
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

function outputError(error: Error, name: string): CloudError {
  const code = systemCode(error);
  if (CLOSED.has(code)) return new OutputClosed(name, error);
  return new CloudError({
    category: 'file',
    summary: 'Output cannot be written',
    means: `${foreign(name)} cannot be written to the output (${foreign(code)}).`,
    next:
      code === 'ENOSPC' ? 'Free some space, then run again.' : 'Check the output, then run again.',
    code,
    cause: error,
  });
}
