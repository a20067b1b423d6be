import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { frameMessage, readMessage } from '../../lib/terraform-plugin/server/grpc/grpc-message';
import { GrpcError } from '../../lib/terraform-plugin/server/grpc/grpc-status';
import { always } from './property';

const LIMIT = 200;
const message = fc.uint8Array({ maxLength: 220 });
const cuts = fc.array(fc.nat(230), { maxLength: 20 });

/** The bytes in pieces, of which some may be empty. */
function pieces(bytes: Buffer, places: readonly number[]): Readable {
  const bounds = [
    0,
    ...places.map((place) => Math.min(place, bytes.length)),
    bytes.length,
  ].toSorted((a, b) => a - b);
  return Readable.from(bounds.slice(1).map((to, index) => bytes.subarray(bounds[index], to)));
}

export const grpcFrames = [
  always(
    'a message is read however it is cut into pieces',
    [message, cuts],
    async (bytes, places) => {
      const read = readMessage(pieces(frameMessage(bytes), places), LIMIT);
      if (bytes.length <= LIMIT) assert.deepEqual(await read, Buffer.from(bytes));
      else await assert.rejects(read, { code: 8 });
    },
  ),

  always('any bytes are one message or a GrpcError', [message, cuts], async (bytes, places) => {
    try {
      const read = await readMessage(pieces(Buffer.from(bytes), places), LIMIT);
      assert.deepEqual(frameMessage(read), Buffer.from(bytes));
    } catch (error) {
      assert.ok(error instanceof GrpcError, String(error));
    }
  }),
];
