import { type IncomingMessage } from 'node:http';
import { type Readable } from 'node:stream';
import { type Deadline } from '../../http/deadline';
import { parseContentLength } from './content-range';
import { type AheadShare } from './read-ahead';

/** From here on (bytes) it pays to read past the parser of node:http. */
const LARGE_BODY = 1024 * 1024;

/**
 * The chunks of a body as they arrive. The iterator of a stream would join all that has arrived into
 * one buffer; this copies nothing.
 */
export class ObjectBody {
  private readonly chunks: Buffer[] = [];
  private ahead = 0;
  private isPaused = false;
  private isComplete = false;
  private failure: Error | undefined;
  private readonly source: Readable;
  private wake: () => void = () => undefined;

  /**
   * @param deadline runs only while there is nothing to read
   * @param share how much may be received ahead of whoever reads
   */
  constructor(
    private readonly response: IncomingMessage,
    private readonly deadline: Deadline,
    private readonly share: AheadShare,
  ) {
    deadline.pause();
    const length = lengthOf(response);
    const isLarge = length !== undefined && length >= LARGE_BODY;
    this.source = isLarge ? this.readPastParser(length) : this.readThroughParser();
    response.on('end', () => this.end());
    response.on('error', (error) => this.end(error));
    response.on('close', () => this.end(brokenOff()));
  }

  /** The next chunk, undefined at the end; throws the error that the connection ended with. */
  async next(): Promise<Buffer | undefined> {
    if (this.chunks.length === 0) await this.arrival();
    const chunk = this.chunks.shift();
    if (chunk === undefined) {
      if (this.failure !== undefined) throw this.failure;
      return undefined;
    }
    this.ahead -= memoryOf(chunk);
    if (this.isPaused && this.ahead < this.share.bytes) {
      this.isPaused = false;
      this.source.resume();
    }
    return chunk;
  }

  /** Must be called in the end; closes the connection unless it can be used again. */
  close(): void {
    this.deadline.clear();
    this.share.end();
    this.response.destroy();
  }

  private readThroughParser(): Readable {
    return this.response.on('data', (chunk: Buffer) => this.add(chunk));
  }

  /**
   * The parser copies every chunk, which takes longer than everything else here. In a body of known
   * length there is nothing to parse, so once its head is there the chunks are taken from the
   * connection itself. node:http knows nothing of them, so the connection cannot be used again.
   */
  private readPastParser(length: number): Readable {
    const { response } = this;
    const { socket } = response;
    let left = length;
    const take = (chunk: Buffer) => {
      if (left === 0) return;
      const bytes = chunk.length > left ? chunk.subarray(0, left) : chunk;
      left -= bytes.length;
      this.add(bytes);
      if (left === 0) this.end();
    };
    socket.removeAllListeners('data');
    // What came along with the head.
    for (let chunk = bufferedIn(response); chunk; chunk = bufferedIn(response)) take(chunk);
    response.on('data', take);
    return socket.on('data', take).resume();
  }

  private add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.ahead += memoryOf(chunk);
    if (this.ahead >= this.share.bytes) {
      this.isPaused = true;
      this.source.pause();
    }
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

/** A part of a buffer keeps all of it in memory. */
function memoryOf({ buffer }: Buffer): number {
  return buffer.byteLength;
}

/** Undefined if only the parser can find the end. */
function lengthOf({ headers }: IncomingMessage): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return undefined;
  return parseContentLength(headers['content-length']);
}

function bufferedIn(response: IncomingMessage): Buffer | null {
  return response.read() as Buffer | null;
}

function brokenOff(): Error {
  return Object.assign(new Error('the answer broke off'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}
