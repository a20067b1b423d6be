import { type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Content } from './exchange';
import { type Fault } from './faults';

/** Writes an answer to the socket, spoiled by a fault if there is one. Ends early when the client leaves. */
export async function respond(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
  now: Date,
): Promise<void> {
  const signal = closed(response);
  switch (fault?.kind) {
    case undefined:
      return send(response, answer, now);
    case 'answer':
      return send(response, replacement(answer, fault), now);
    case 'huge':
      return send(response, { ...answer, status: 200, body: hugeJson(fault.bytes) }, now);
    case 'edit': {
      const text = typeof answer.body === 'string' ? answer.body : '{}';
      const body = JSON.stringify(fault.edit(JSON.parse(text)));
      return send(response, { ...answer, body }, now);
    }
    case 'delay':
      await pause(fault.milliseconds, undefined, { signal, ref: false });
      return send(response, answer, now);
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'truncate':
      return truncate(response, answer, fault.bytes, now);
    case 'drip':
      return send(response, answer, now, dripping(answer, fault, signal));
    case 'garbage':
      response.socket?.end('\x16\x03\x01\x00not HTTP at all\r\n\r\n');
      return;
    case 'date':
      return send(response, answer, new Date(now.getTime() + fault.offset));
  }
}

/** Sends the true headers, then the bytes of the source: the answer's own unless a fault spoils them. */
async function send(
  response: ServerResponse,
  answer: Answer,
  now: Date,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array> = chunks(answer),
): Promise<void> {
  begin(response, answer, now);
  if (response.req.method === 'HEAD') response.end();
  else await pipeline(Readable.from(source, { objectMode: false }), response);
}

function begin(response: ServerResponse, { status, headers, body }: Answer, now: Date): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.bytes ?? 0);
  response.writeHead(status, {
    ...headers,
    date: now.toUTCString(),
    'content-length': String(length),
  });
}

function chunks({ body }: Answer): Iterable<Uint8Array> {
  if (typeof body === 'string') return body === '' ? [] : [Buffer.from(body)];
  return body?.read() ?? [];
}

/** Waits until the bytes have left, so that the client gets them before it loses the rest. */
async function truncate(
  response: ServerResponse,
  answer: Answer,
  limit: number,
  now: Date,
): Promise<void> {
  begin(response, answer, now);
  let left = limit;
  for (const chunk of chunks(answer)) {
    if (left <= 0) break;
    const piece = chunk.subarray(0, left);
    left -= piece.length;
    await new Promise((resolve) => response.write(piece, resolve));
  }
  response.socket?.destroySoon();
}

async function* dripping(
  answer: Answer,
  { bytes, milliseconds }: { bytes: number; milliseconds: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks(answer)) {
    for (let at = 0; at < chunk.length; at += bytes) {
      await pause(milliseconds, undefined, { signal, ref: false });
      yield chunk.subarray(at, at + bytes);
    }
  }
}

/** All but the request's id comes from the fault. */
function replacement(
  answer: Answer,
  { status, headers = {}, body = '' }: Extract<Fault, { kind: 'answer' }>,
): Answer {
  const requestId = answer.headers?.['x-request-id'] ?? '';
  return { status, headers: { 'x-request-id': requestId, ...headers }, body };
}

function hugeJson(bytes: number): Content {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  return {
    bytes,
    *read() {
      for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
    },
  };
}

function closed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}
