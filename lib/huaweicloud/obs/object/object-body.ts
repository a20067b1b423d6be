import { type IncomingMessage } from 'node:http';
import { type Readable } from 'node:stream';
import { type ReadBuffers } from '../../connection/read-buffers';
import { type CloudError } from '../../errors/cloud-error';
import { type Deadline } from '../../waiting/deadline';
import { parseContentLength } from './content-range';
import { type AheadShare } from './read-ahead';

/** From here on (bytes) it pays to read past the parser of node:http. */
const LARGE_BODY = 1024 * 1024;

export interface BodyOptions {
  /** Runs only while there is nothing to read. */
  readonly deadline: Deadline;
  /** How much may be received ahead of whoever reads. */
  readonly share: AheadShare;
  /** The memory that the connection may read into. */
  readonly buffers: ReadBuffers;
  /** What an error of the connection means. */
  readonly translate: (error: unknown) => CloudError;
  /** Gets the number of bytes of each chunk that arrives. */
  readonly count: (bytes: number) => void;
}

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
  /** Waits for the next chunk. */
  private reader: Reader | undefined;

  constructor(
    private readonly response: IncomingMessage,
    private readonly shared: BodyOptions,
  ) {
    shared.deadline.pause();
    const length = lengthOf(response);
    const isLarge = length !== undefined && length >= LARGE_BODY;
    // Known before the first chunk: that may be more than may be received ahead.
    this.source = isLarge ? response.socket : response;
    if (isLarge) this.readPastParser(length);
    else response.on('data', (chunk: Buffer) => this.add(chunk));
    response.on('end', () => this.end());
    response.on('error', (error) => this.end(error));
    response.on('close', () => this.end(brokenOff()));
  }

  /**
   * The next chunk, undefined at the end; fails with the error that the connection ended with. A
   * promise of its own and no async function: with many connections, what waits takes memory.
   */
  next(): Promise<Buffer | undefined> {
    return new Promise((resolve, reject) => {
      this.reader = { resolve, reject };
      if (this.chunks.length === 0 && !this.isComplete) this.shared.deadline.restart();
      else this.serve();
    });
  }

  /** Must be called in the end; closes the connection unless it can be used again. */
  close(): void {
    this.shared.deadline.clear();
    this.shared.share.end();
    this.response.destroy();
    for (const chunk of this.chunks.splice(0)) this.shared.buffers.giveBack(chunk);
  }

  /**
   * The parser copies every chunk, which takes longer than everything else here. In a body of known
   * length there is nothing to parse, so once its head is there the chunks are taken from the
   * connection itself. node:http knows nothing of them, so the connection cannot be used again.
   */
  private readPastParser(length: number): void {
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
    socket.on('data', take);
    if (!this.isPaused) socket.resume();
  }

  private add(chunk: Buffer): void {
    this.shared.count(chunk.length);
    this.queue(chunk);
    if (this.ahead >= this.shared.share.bytes) {
      this.isPaused = true;
      this.source.pause();
    }
    this.serve();
  }

  /** TLS brings 16 KB at a time; what nobody has taken yet grows, so that it is passed on and written at once. */
  private queue(chunk: Buffer): void {
    const { buffers } = this.shared;
    const last = this.chunks.pop();
    const both = last && buffers.joined(last, chunk);
    if (both === undefined) {
      buffers.keep(chunk);
      this.ahead += this.memoryOf(chunk);
      this.chunks.push(...(last ? [last, chunk] : [chunk]));
    } else {
      this.ahead += chunk.length;
      this.chunks.push(both);
    }
  }

  /** Elsewhere than in the given memory, a part of a buffer keeps all of it. */
  private memoryOf(chunk: Buffer): number {
    return this.shared.buffers.have(chunk) ? chunk.length : chunk.buffer.byteLength;
  }

  private end(failure?: Error): void {
    if (this.isComplete) return;
    this.isComplete = true;
    this.failure = failure;
    this.serve();
  }

  /** Gives whoever waits what is there. */
  private serve(): void {
    const { reader, failure } = this;
    if (reader === undefined) return;
    this.reader = undefined;
    this.shared.deadline.pause();
    const chunk = this.chunks.shift();
    if (chunk === undefined && failure !== undefined) reader.reject(this.shared.translate(failure));
    else reader.resolve(chunk);
    if (chunk === undefined) return;
    this.ahead -= this.memoryOf(chunk);
    if (this.isPaused && this.ahead < this.shared.share.bytes) {
      this.isPaused = false;
      this.source.resume();
    }
  }
}

interface Reader {
  readonly resolve: (chunk: Buffer | undefined) => void;
  readonly reject: (error: unknown) => void;
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
