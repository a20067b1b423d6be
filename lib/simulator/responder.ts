import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Content } from './exchange';
import type { Fault } from './faults';

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
      return send(response, { ...answer, ...withoutLength(fault) }, now);
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
      return spoil(response, answer, now, () => truncated(response, answer, fault.bytes));
    case 'drip':
      return spoil(response, answer, now, () => dripping(answer, fault, signal));
    case 'garbage':
      response.socket?.end('\x16\x03\x01\x00not HTTP at all\r\n\r\n');
      return;
    case 'date':
      return send(response, answer, new Date(now.getTime() + fault.offset));
  }
}

async function send(response: ServerResponse, answer: Answer, now: Date): Promise<void> {
  await spoil(response, answer, now, () => chunks(answer));
}

/** Sends the true headers, then whatever bytes the source yields. */
async function spoil(
  response: ServerResponse,
  { status, headers, body }: Answer,
  now: Date,
  source: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.bytes ?? 0);
  response.writeHead(status, {
    ...headers,
    date: now.toUTCString(),
    'content-length': String(length),
  });
  if (response.req.method === 'HEAD') response.end();
  else await pipeline(Readable.from(source(), { objectMode: false }), response);
}

function chunks({ body }: Answer): Iterable<Uint8Array> {
  if (typeof body === 'string') return body === '' ? [] : [Buffer.from(body)];
  return body?.read() ?? [];
}

function* truncated(
  response: ServerResponse,
  answer: Answer,
  limit: number,
): Generator<Uint8Array> {
  let sent = 0;
  for (const chunk of chunks(answer)) {
    const piece = chunk.subarray(0, limit - sent);
    sent += piece.length;
    yield piece;
    if (sent >= limit) break;
  }
  // Half-closing after what was written, so that the client gets those bytes before it loses the rest.
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

function withoutLength(fault: Extract<Fault, { kind: 'answer' }>): Answer {
  return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' };
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
