// One call on an HTTP/2 stream: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import { type ServerHttp2Stream } from 'node:http2';
import { describeFailure } from './failure';
import { frameMessage, readMessage } from './grpc-message';
import { GrpcError, status } from './grpc-status';
import { harmless } from './harmless';

/** Takes and returns encoded messages. What it throws becomes the status of the call. */
export type UnaryMethod = (request: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

/** As much as a provider written with HashiCorp's own SDK takes, in bytes. */
const largestRequest = 256 * 1024 * 1024;
const longestStatusMessage = 2048;
const responseHeaders = { ':status': 200, 'content-type': 'application/grpc' };

export class GrpcCall {
  private readonly cancellation = new AbortController();
  private answered = false;

  constructor(private readonly stream: ServerHttp2Stream) {
    stream.on('error', () => undefined); // the client has reset the stream; 'close' follows
    stream.once('close', () => {
      if (!this.answered) this.cancellation.abort(new Error('the client has cancelled the call'));
    });
  }

  async answerWith(method: UnaryMethod): Promise<void> {
    try {
      const request = await readMessage(this.stream, largestRequest);
      this.answer(await method(request, this.cancellation.signal));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Opens a stream of messages on which none is ever sent. */
  stayOpen(): void {
    this.stream.resume();
    this.sendHeaders();
  }

  fail(error: unknown): void {
    if (!this.claimAnswer()) return;
    this.stream.resume(); // lets the client finish sending
    const { code, message } =
      error instanceof GrpcError ? error : new GrpcError(status.internal, describeFailure(error));
    this.stream.respond(
      { ...responseHeaders, 'grpc-status': String(code), 'grpc-message': percentEncode(message) },
      { endStream: true },
    );
  }

  /** For the end of the process: aborts what is under way, and tells the client. */
  end(): void {
    if (this.stream.headersSent) {
      if (this.claimAnswer()) this.stream.end();
      return;
    }
    const ending = new GrpcError(status.unavailable, 'the provider process is about to end');
    this.cancellation.abort(ending);
    this.fail(ending);
  }

  private answer(message: Uint8Array): void {
    if (!this.claimAnswer()) return;
    this.sendHeaders();
    this.stream.end(frameMessage(message));
  }

  private sendHeaders(): void {
    this.stream.respond(responseHeaders, { waitForTrailers: true });
    this.stream.once('wantTrailers', () => {
      this.stream.sendTrailers({ 'grpc-status': String(status.ok) });
    });
  }

  /** True for the first who wants to answer a client that still listens. */
  private claimAnswer(): boolean {
    if (this.answered || this.stream.destroyed || this.stream.closed) return false;
    this.answered = true;
    return true;
  }
}

/** Printable ASCII without `%` stays, all other bytes of the UTF-8 form become `%XX`. */
function percentEncode(message: string): string {
  return harmless(message, { longest: longestStatusMessage }).replace(
    /[^\x20-\x24\x26-\x7e]+/g,
    (text) =>
      Array.from(
        Buffer.from(text),
        (byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
      ).join(''),
  );
}
