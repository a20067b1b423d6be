// One call on an HTTP/2 stream: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import { type ServerHttp2Stream } from 'node:http2';
import { describeFailure } from '../log/failure';
import { printable } from '../log/printable';
import { frameMessage, readMessage } from './grpc-message';
import { GrpcError, STATUS } from './grpc-status';

/** Takes and returns encoded messages. What it throws becomes the status of the call. */
export type UnaryMethod = (request: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

/** Bytes; the same limit as in HashiCorp's own SDK. */
const LARGEST_REQUEST = 256 * 1024 * 1024;
/** Characters. */
const LONGEST_STATUS_MESSAGE = 2048;
const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc' };

/** Reads the request of a call and answers it, once: with a message, or with the status of a failure. */
export class GrpcCall {
  /** Resolves when everything has been sent, or the client has hung up. */
  readonly closed: Promise<void>;
  private readonly cancellation = new AbortController();
  private answered = false;

  constructor(private readonly stream: ServerHttp2Stream) {
    stream.on('error', () => undefined); // the client has reset the stream; 'close' follows
    this.closed = new Promise((resolve) => {
      stream.once('close', () => {
        if (!this.answered) this.cancellation.abort(new Error('the client has cancelled the call'));
        resolve();
      });
    });
  }

  async answerWith(method: UnaryMethod): Promise<void> {
    try {
      const request = await readMessage(this.stream, LARGEST_REQUEST);
      this.answer(await method(request, this.cancellation.signal));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Opens a stream of messages and never sends one. */
  stayOpen(): void {
    this.stream.resume();
    this.sendHeaders();
  }

  fail(error: unknown): void {
    if (!this.claimAnswer()) return;
    this.stream.resume(); // lets the client finish sending
    const { code, message } =
      error instanceof GrpcError ? error : new GrpcError(STATUS.internal, describeFailure(error));
    this.stream.respond(
      { ...RESPONSE_HEADERS, 'grpc-status': String(code), 'grpc-message': percentEncode(message) },
      { endStream: true },
    );
  }

  /** Before the process ends: aborts the handler, and reports it to the client. */
  end(): void {
    if (this.stream.headersSent) {
      if (this.claimAnswer()) this.stream.end();
      return;
    }
    const ending = new GrpcError(STATUS.unavailable, 'the provider process is about to end');
    this.cancellation.abort(ending);
    this.fail(ending);
  }

  private answer(message: Uint8Array): void {
    if (!this.claimAnswer()) return;
    this.sendHeaders();
    this.stream.end(frameMessage(message));
  }

  private sendHeaders(): void {
    this.stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
    this.stream.once('wantTrailers', () => {
      this.stream.sendTrailers({ 'grpc-status': String(STATUS.ok) });
    });
  }

  /** True for the first caller, if the client is still listening. */
  private claimAnswer(): boolean {
    if (this.answered || this.stream.destroyed || this.stream.closed) return false;
    this.answered = true;
    return true;
  }
}

/** Printable ASCII without `%` stays, all other bytes of the UTF-8 form become `%XX`. */
function percentEncode(message: string): string {
  return printable(message, { longest: LONGEST_STATUS_MESSAGE }).replace(
    /[^\x20-\x24\x26-\x7e]+/g,
    (text) =>
      Array.from(
        Buffer.from(text),
        (byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
      ).join(''),
  );
}
