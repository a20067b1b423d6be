// How a message is framed on an HTTP/2 stream ("Length-Prefixed-Message"):
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import { type Readable } from 'node:stream';
import { GrpcError, STATUS } from './grpc-status';

/** Bytes: one says whether the message is compressed, four hold its length. */
const HEAD_LENGTH = 5;

/**
 * The only message of a unary call.
 *
 * @param limit the largest message accepted, in bytes
 * @throws GrpcError as soon as it is clear that the message is too large, compressed or malformed
 */
export function readMessage(stream: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    let expected = Infinity;
    const refuse = (error: Error) => {
      stream.off('data', take);
      stream.resume();
      reject(error);
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < HEAD_LENGTH) return;
      try {
        if (expected === Infinity)
          expected = HEAD_LENGTH + announcedLength(Buffer.concat(chunks), limit);
        if (received > expected) throw malformed('more than one message');
      } catch (error) {
        refuse(error as Error);
      }
    };
    stream.on('data', take);
    stream.once('error', refuse);
    stream.once('end', () => {
      if (received !== expected) reject(malformed(`the message ends after ${received} bytes`));
      else resolve(Buffer.concat(chunks, received).subarray(HEAD_LENGTH));
    });
  });
}

/** A message as it is sent, not compressed. */
export function frameMessage(message: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_LENGTH);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function announcedLength(start: Buffer, limit: number): number {
  if (start[0] !== 0) {
    throw new GrpcError(STATUS.unimplemented, 'compressed messages are not supported');
  }
  const length = start.readUInt32BE(1);
  if (length > limit) {
    const sizes = `${length} bytes, more than the ${limit} that are accepted`;
    throw new GrpcError(STATUS.resourceExhausted, `the request has ${sizes}`);
  }
  return length;
}

function malformed(what: string): GrpcError {
  return new GrpcError(STATUS.internal, `not a unary gRPC request: ${what}`);
}
