import { type ObservedAnswer } from './observed-answers';
import { formOf, type Shape, shapeOf } from './shape';

/** An answer without anything that is secret, or somebody's. */
export interface SanitizedAnswer {
  readonly status: number;
  /** Forms by name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Shape;
}

/** Headers whose values are words of HTTP. */
const SHOWN = new Set(['connection', 'content-encoding', 'content-type', 'transfer-encoding']);

export function sanitized({ status, headers, body }: ObservedAnswer): SanitizedAnswer {
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, headerForm(name, value)]),
    ),
    body: bodyShape(body),
  };
}

/** `GET /v3/{id}/backups`: which API was asked. */
export function apiOf({ method, path }: ObservedAnswer): string {
  return `${method} ${path.replace(/\/[0-9a-f]{32}(?=\/|$)/g, '/{id}')}`;
}

function headerForm(name: string, value: string): string {
  if (SHOWN.has(name)) return value.toLowerCase();
  const isHttpDate = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(value);
  if (isHttpDate) return 'HTTP date';
  return /^\d+$/.test(value) ? 'number' : formOf(value, '');
}

function bodyShape(body: string): Shape {
  try {
    return shapeOf(JSON.parse(body));
  } catch {
    return body === '' ? 'empty' : 'no JSON';
  }
}
