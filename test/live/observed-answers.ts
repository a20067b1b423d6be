import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** An answer as it came over the wire; full of secrets. */
export interface ObservedAnswer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface UndiciMessage {
  readonly request: { readonly method: string; readonly path: string };
  readonly response: { readonly statusCode: number; readonly headers: readonly Buffer[] };
  readonly chunk: Uint8Array;
}

/** Runs `work`, and gives every answer that undici, which the client stands on, received meanwhile. */
export async function observeAnswers(work: () => Promise<unknown>): Promise<ObservedAnswer[]> {
  const answers = new Map<object, ObservedAnswer>();
  const onHeaders = (message: unknown) => {
    const { request, response } = message as UndiciMessage;
    const { method, path } = request;
    const { statusCode: status, headers } = response;
    const answer = { method, path: path.replace(/\?.*/s, ''), status };
    answers.set(request, { ...answer, headers: named(headers), body: '' });
  };
  const onChunk = (message: unknown) => {
    const { request, chunk } = message as UndiciMessage;
    const answer = answers.get(request);
    const body = (answer?.body ?? '') + Buffer.from(chunk).toString('latin1');
    if (answer !== undefined) answers.set(request, { ...answer, body });
  };
  subscribe('undici:request:headers', onHeaders);
  subscribe('undici:request:bodyChunkReceived', onChunk);
  try {
    await work();
  } finally {
    unsubscribe('undici:request:headers', onHeaders);
    unsubscribe('undici:request:bodyChunkReceived', onChunk);
  }
  return [...answers.values()].map((answer) => ({
    ...answer,
    body: Buffer.from(answer.body, 'latin1').toString('utf8'),
  }));
}

/** Names and values take turns. */
function named(raw: readonly Buffer[]): Record<string, string> {
  const text = raw.map((part) => part.toString('latin1'));
  const pairs = text.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), text[index + 1] ?? '']] : [],
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}
