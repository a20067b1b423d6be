import { once } from 'node:events';
import { type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Content } from './exchange';
import { type Fault } from './faults';

/** Writes an answer to the socket, spoiled by a fault if there is one. Ends early when the client leaves. */
export async function respond(
  response: ServerResponse,
  original: Answer,
  fault: Fault | undefined,
  now: Date,
): Promise<void> {
  const answer = changedBy(fault, original, now);
  if (fault?.kind === 'delay' || fault?.kind === 'hold') await due(fault, response);
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'reset':
      if (fault.bytes !== undefined) await sendStart(response, answer, fault.bytes, now);
      response.socket?.resetAndDestroy();
      return;
    case 'truncate':
      await sendStart(response, answer, fault.bytes, now);
      response.socket?.destroySoon();
      return;
    case 'stall':
      return sendStart(response, answer, fault.bytes, now);
    case 'drip':
      return send(response, answer, now, dripping(answer, fault, closed(response)));
    case 'garbage':
      response.socket?.end('\x16\x03\x01\x00not HTTP at all\r\n\r\n');
      return;
    case undefined:
    case 'answer':
    case 'delay':
    case 'hold':
    case 'date':
    case 'huge':
    case 'edit':
    case 'headers':
    case 'whole':
    case 'shift':
    case 'total':
      return send(response, answer, now);
  }
}

/** Settles when the answer may be sent, or the client has left. */
function due(
  fault: Extract<Fault, { kind: 'delay' | 'hold' }>,
  response: ServerResponse,
): Promise<unknown> {
  if (fault.kind === 'hold') return Promise.race([fault.until, once(response, 'close')]);
  return pause(fault.milliseconds, undefined, { signal: closed(response), ref: false });
}

function changedBy(fault: Fault | undefined, answer: Answer, now: Date): Answer {
  if (fault?.kind === 'answer') return replacement(answer, fault);
  if (fault?.kind === 'huge') return { ...answer, status: 200, body: hugeJson(fault.bytes) };
  if (fault?.kind === 'headers') return withHeaders(answer, fault.headers);
  if (fault?.kind === 'date') {
    return withHeaders(answer, { date: new Date(now.getTime() + fault.offset).toUTCString() });
  }
  if (fault?.kind === 'total') {
    const range = answer.headers?.['content-range']?.replace(/\d+$/, String(fault.bytes));
    return withHeaders(answer, { 'content-range': range ?? null });
  }
  if (fault?.kind !== 'edit') return answer;
  const text = typeof answer.body === 'string' ? answer.body : '{}';
  return { ...answer, body: JSON.stringify(fault.edit(JSON.parse(text))) };
}

/** Sends the true headers, then the bytes of the source: the answer's own unless a fault spoils them. */
async function send(
  response: ServerResponse,
  answer: Answer,
  now: Date,
  source?: AsyncIterable<Uint8Array>,
): Promise<void> {
  begin(response, answer, now);
  const { body } = answer;
  if (response.req.method === 'HEAD') response.end();
  else if (source === undefined && typeof body === 'string') response.end(body);
  else await pipeline(Readable.from(source ?? chunks(answer), { objectMode: false }), response);
}

function begin(response: ServerResponse, { status, headers, body }: Answer, now: Date): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.bytes ?? 0);
  response.writeHead(status, {
    date: now.toUTCString(),
    ...headers,
    'content-length': String(length),
  });
}

function chunks({ body }: Answer): Iterable<Uint8Array> {
  if (typeof body === 'string') return body === '' ? [] : [Buffer.from(body)];
  return body?.read() ?? [];
}

/** Waits until the bytes have left, so that the client gets them before it loses the rest. */
async function sendStart(
  response: ServerResponse,
  answer: Answer,
  limit: number,
  now: Date,
): Promise<void> {
  begin(response, answer, now);
  response.flushHeaders();
  let left = limit;
  for (const chunk of chunks(answer)) {
    if (left <= 0) break;
    const piece = chunk.subarray(0, left);
    left -= piece.length;
    await new Promise((resolve) => response.write(piece, resolve));
  }
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string | null>>): Answer {
  const changed = Object.entries({ ...answer.headers, ...headers });
  const kept = changed.filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...answer, headers: Object.fromEntries(kept) };
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
