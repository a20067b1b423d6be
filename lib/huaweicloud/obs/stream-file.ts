import { createHash } from 'node:crypto';
import { type Writable } from 'node:stream';
import { CloudError } from '../cloud-error';
import { foreign } from '../foreign-text';
import { interrupted } from '../interrupted';
import { systemCode, systemMessage } from '../system-code';
import { resultOf } from '../waiting';
import { type RemoteObject } from './object/remote-object';

export interface StreamedFile {
  readonly sizeBytes: number;
  /** Lower-case hexadecimal digits. */
  readonly sha256: string;
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
 * @param progressed gets the bytes written so far
 * @throws OutputClosed if nobody reads the stream any more; CloudError for everything else, also if
 * the object is replaced midway: what has been written cannot be taken back
 */
export async function streamFile(
  object: RemoteObject,
  output: Writable,
  progressed: (bytes: number) => void,
  signal: AbortSignal,
): Promise<StreamedFile> {
  const { size } = object.identity;
  const hash = createHash('sha256');
  const sink = new Sink(output, object.name, signal);
  let written = 0;
  try {
    for await (const chunk of object.read(0, size, signal)) {
      await sink.write(chunk);
      hash.update(chunk);
      written += chunk.length;
      progressed(written);
    }
    await sink.flush();
  } finally {
    sink.release();
  }
  return { sizeBytes: size, sha256: hash.digest('hex') };
}

/** The stream, with its errors as errors of this room. */
class Sink {
  private failure: CloudError | undefined;
  private done: () => void = () => undefined;
  private fail: (error: CloudError) => void = () => undefined;

  constructor(
    private readonly output: Writable,
    private readonly name: string,
    private readonly signal: AbortSignal,
  ) {
    output.on('drain', this.drained).on('error', this.failed).on('close', this.closed);
    if (output.destroyed || output.writableEnded) this.closed();
  }

  async write(chunk: Buffer): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (!this.output.write(chunk)) await this.wait(() => undefined);
  }

  /** Waits until everything is written. */
  async flush(): Promise<void> {
    await this.wait(() =>
      this.output.write(Buffer.alloc(0), (error) => (error ? this.failed(error) : this.done())),
    );
  }

  release(): void {
    this.output.off('drain', this.drained).off('close', this.closed);
    // What is still being written may fail later, which must not end the process.
  }

  private wait(start: () => void): Promise<void> {
    const result = new Promise<void>((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      this.done = resolve;
      this.fail = reject;
      start();
    });
    return resultOf(result, this.signal, () =>
      interrupted(this.signal, `the output of ${foreign(this.name)}`),
    );
  }

  private readonly drained = () => this.done();

  private readonly closed = () =>
    this.failed(Object.assign(new Error('closed'), { code: 'EPIPE' }));

  private readonly failed = (error: Error) => {
    this.failure ??= outputError(error, this.name);
    this.fail(this.failure);
  };
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
    means: `${foreign(name)} cannot be written to the output: ${foreign(systemMessage(error))}. (${foreign(code)})`,
    next:
      code === 'ENOSPC' ? 'Free some space, then run again.' : 'Check the output, then run again.',
    code,
    cause: error,
  });
}
