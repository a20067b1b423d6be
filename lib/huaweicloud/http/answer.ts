import { CloudError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { isObject } from './fields';

/** An answer of the cloud, whatever its status. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON, undefined if it is not JSON. */
  readonly json: unknown;
  /** The id to give to support, safe to show. */
  readonly requestId: string | undefined;
  /** The time by the server's clock, from the `Date` header. */
  readonly date: Date | undefined;
  /** Method and address of the request, without query: `GET https://dds.example.com/v3/…`. */
  readonly request: string;
}

/**
 * The body of an answer as the object that it must be.
 * @throws CloudError that says what came instead
 */
export function answeredObject(answer: Answer): Record<string, unknown> {
  const { json } = answer;
  if (isObject(json)) return json;
  throw unexpectedAnswer(answer, `The answer is ${describeBody(answer)} instead of a JSON object.`);
}

/** The error for a successful answer that cannot be used. */
export function unexpectedAnswer(answer: Answer, problem: string): CloudError {
  return new CloudError({
    category: 'answer',
    summary: 'Unexpected answer',
    means: problem,
    next: `Check that the address is one of Huawei Cloud (${named('region')}, ${named('endpoints')}) and that no proxy or login page answers in its place.`,
    evidence: origin(answer),
    status: answer.status,
    requestId: answer.requestId,
  });
}

/** One line that says where an answer came from, for the end of a message. */
export function origin({ status, requestId, request }: Answer): string {
  const id = requestId === undefined ? 'no request ID' : `request ID ${requestId}`;
  return `HTTP ${status}, ${id}, ${request}`;
}

/** A request ID as it may be shown. */
export function shownId(requestId: string): string {
  return foreign(requestId, LONGEST_ID);
}

const LONGEST_ID = 100;

function describeBody({ text, json }: Answer): string {
  if (text.trim() === '') return 'empty';
  if (json !== undefined) return Array.isArray(json) ? 'a JSON list' : 'a single JSON value';
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return 'an HTML page';
  return /^\s*[{[]/.test(text)
    ? 'JSON that is malformed, incomplete or too complex'
    : 'some other text';
}
