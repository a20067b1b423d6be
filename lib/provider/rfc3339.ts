/** A time as RFC 3339 in UTC, without a fraction where it has none. */
export function rfc3339(time: Date): string;
export function rfc3339(time: Date | null): string | null;
export function rfc3339(time: Date | null): string | null {
  return time === null ? null : time.toISOString().replace(/\.000Z$/, 'Z');
}
