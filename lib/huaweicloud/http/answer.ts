import { CloudError } from '../cloud-error';
import { foreign } from '../foreign-text';

/** An answer of the cloud, whatever its status. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON, undefined where it is none. */
  readonly json: unknown;
  /** The id to name to support, as it may be shown. */
  readonly requestId: string | null;
  /** The server's time, where it tells it. */
  readonly date: Date | null;
  /** What was asked, without query: `GET https://dds.example.com/v3/…`. */
  readonly asked: string;
}

/** The object that a successful answer must be; else an error that says what came instead. */
export function answeredObject(answer: Answer): Record<string, unknown> {
  const { json } = answer;
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    return json as Record<string, unknown>;
  }
  throw unexpectedAnswer(answer, `The answer is ${describeBody(answer)} instead of a JSON object.`);
}

/** An answer with a good status that cannot be used. */
export function unexpectedAnswer(answer: Answer, problem: string): CloudError {
  return new CloudError({
    category: 'answer',
    summary: 'Unexpected answer',
    means: problem,
    next: 'Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.',
    evidence: origin(answer),
    status: answer.status,
    requestId: answer.requestId,
  });
}

/** One line that says where an answer came from, for the end of a message. */
export function origin({ status, requestId, asked }: Answer): string {
  const id = requestId === null ? 'no request id' : `request id ${requestId}`;
  return `HTTP ${status}, ${id}, ${asked}`;
}

/** A request id as it may be shown. */
export function shownId(requestId: string): string {
  return foreign(requestId, LONGEST_ID);
}

const LONGEST_ID = 100;

function describeBody({ text, json }: Answer): string {
  if (text.trim() === '') return 'empty';
  if (json !== undefined) return Array.isArray(json) ? 'a JSON list' : 'a single JSON value';
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return 'an HTML page';
  return /^\s*[{[]/.test(text)
    ? 'JSON that is broken, incomplete or of more parts than makes sense'
    : 'some other text';
}
