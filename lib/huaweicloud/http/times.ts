/** Times as strings: those that the cloud writes, in whatever form, and those that users write. */

const day = String.raw`(\d{4})-(\d{1,2})-0*(\d{1,2})`;
const clock = String.raw`(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?`;
const offset = String.raw`(Z)|([+-])(\d{2}):?(\d{2})?`;
const ofCloud = new RegExp(String.raw`^\s*${day}(?:T|\s+)${clock}\s*(?:${offset})?\s*$`, 'i');

/**
 * A time that the cloud writes, undefined if it cannot be read.
 * The documents describe expiries of links as `yyyy-mm-ddThh:mm:ssZ` with Z standing for an offset
 * like `+0000`; their only example has a day of three digits (`2018-08-016T10:15:14+0000`). Times in
 * lists are `yyyy-mm-dd hh:mm:ss`, those of IAM RFC 3339. All of these are accepted everywhere.
 * @param assumed the offset if the text has none: UTC if the documents say so; without one such a time
 * is ambiguous, and not read
 */
export function parseCloudTime(
  text: string | undefined,
  assumed: 'UTC' | undefined,
): Date | undefined {
  // Longer texts are not times; the bound keeps the expression fast.
  const parts = text === undefined || text.length > 64 ? null : ofCloud.exec(text);
  if (parts === null) return undefined;
  const hasOffset = parts[8] !== undefined || parts[9] !== undefined;
  return hasOffset || assumed !== undefined ? instant(parts) : undefined;
}

const RFC3339 =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:(Z)|([+-])(\d\d):(\d\d))$/;
const PLAIN_UTC = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

/** A time that a user writes: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC; undefined for anything else. */
export function parseUserTime(text: string): Date | undefined {
  const parts = RFC3339.exec(text) ?? PLAIN_UTC.exec(text);
  return parts === null ? undefined : instant(parts);
}

/** A time as RFC 3339 in UTC, without a fraction if that is zero. */
export function rfc3339(time: Date): string;
export function rfc3339(time: Date | undefined): string | undefined;
export function rfc3339(time: Date | undefined): string | undefined {
  return time?.toISOString().replace(/\.000Z$/, 'Z');
}

/**
 * The point in time, undefined if there is none: 30 February, 24:00, an offset of 99 hours. Neither is
 * there one before the year 0 or after 9999, in UTC: RFC 3339 cannot express it.
 */
function instant(parts: RegExpExecArray): Date | undefined {
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(Number);
  const [offsetHours, offsetMinutes] = [Number(parts[10] ?? 0), Number(parts[11] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59)
    return undefined;
  const local = new Date(0);
  // Date.UTC takes years before 100 for those of the twentieth century.
  local.setUTCFullYear(year, month - 1, date);
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== date) return undefined;
  local.setUTCHours(hour, minute, second, Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3)));
  const ahead = (parts[9] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  const time = new Date(local.getTime() - ahead * 60_000);
  return time.getUTCFullYear() >= 0 && time.getUTCFullYear() <= 9999 ? time : undefined;
}
