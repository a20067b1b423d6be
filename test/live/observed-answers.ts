import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ClientRequest, type IncomingMessage } from 'node:http';

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

/** Published by node:http, on which the client stands, when the head of an answer has come. */
const CHANNEL = 'http.client.response.finish';

/** Runs `work`, and gives every answer that came meanwhile. */
export async function observeAnswers(work: () => Promise<unknown>): Promise<ObservedAnswer[]> {
  const answers: (() => ObservedAnswer)[] = [];
  const observe = (message: unknown) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const body = copyOfBody(response);
    answers.push(() => ({
      method: request.method,
      path: request.path.replace(/\?.*/s, ''),
      status: response.statusCode ?? 0,
      headers: response.headers as Record<string, string>,
      body: Buffer.concat(body).toString('utf8'),
    }));
  };
  subscribe(CHANNEL, observe);
  try {
    await work();
  } finally {
    unsubscribe(CHANNEL, observe);
  }
  return answers.map((answer) => answer());
}

/** The chunks as they come, without taking them from whom they are for. */
function copyOfBody(response: IncomingMessage): Buffer[] {
  const chunks: Buffer[] = [];
  const push = response.push.bind(response);
  response.push = (chunk: Buffer | null, encoding) => {
    if (chunk !== null) chunks.push(chunk);
    return push(chunk, encoding);
  };
  return chunks;
}
