import { type Readable } from 'node:stream';
import { type Deadline } from '../../http/deadline';

/** Bytes that are received ahead of whoever reads them, before the connection is paused. */
const MOST_AHEAD = 256 * 1024;

/**
 * The chunks of a body as they arrive. Unlike the iterator of a stream, which joins all that has
 * arrived into one buffer, this copies nothing.
 */
export class ObjectBody {
  private readonly chunks: Buffer[] = [];
  private ahead = 0;
  private isComplete = false;
  private failure: Error | undefined;
  private wake: () => void = () => undefined;

  /** @param deadline runs only while there is nothing to read */
  constructor(
    private readonly stream: Readable,
    private readonly deadline: Deadline,
  ) {
    deadline.pause();
    stream.on('data', (chunk: Buffer) => this.add(chunk));
    stream.on('end', () => this.end());
    stream.on('error', (error) => this.end(error));
    stream.on('close', () => this.end(brokenOff()));
  }

  /** The next chunk, undefined at the end; throws what the stream fails with. */
  async next(): Promise<Buffer | undefined> {
    if (this.chunks.length === 0) await this.arrival();
    const chunk = this.chunks.shift();
    if (chunk === undefined) {
      if (this.failure !== undefined) throw this.failure;
      return undefined;
    }
    this.ahead -= chunk.length;
    if (this.stream.isPaused()) this.stream.resume();
    return chunk;
  }

  /** Must be called in the end; closes the connection unless the body has been read to its end. */
  close(): void {
    this.deadline.clear();
    this.stream.destroy();
  }

  private add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.ahead += chunk.length;
    if (this.ahead >= MOST_AHEAD) this.stream.pause();
    this.wake();
  }

  private end(failure?: Error): void {
    if (this.isComplete) return;
    this.isComplete = true;
    this.failure = failure;
    this.wake();
  }

  private async arrival(): Promise<void> {
    if (this.isComplete) return;
    this.deadline.restart();
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.deadline.pause();
  }
}

function brokenOff(): Error {
  return Object.assign(new Error('the answer broke off'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}
