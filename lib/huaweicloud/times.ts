/** Times as texts: those that the cloud writes, in whatever form, and those that users write. */

const day = String.raw`(\d{4})-(\d{1,2})-0*(\d{1,2})`;
const clock = String.raw`(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?`;
const offset = String.raw`(Z)|([+-])(\d{2}):?(\d{2})?`;
const ofCloud = new RegExp(String.raw`^\s*${day}(?:T|\s+)${clock}\s*(?:${offset})?\s*$`, 'i');

/**
 * A time that the cloud writes, null where it cannot be read.
 * The documents describe expiries of links as `yyyy-mm-ddThh:mm:ssZ` with Z standing for an offset
 * like `+0000`; their only example has a day of three digits (`2018-08-016T10:15:14+0000`). Times in
 * lists are `yyyy-mm-dd hh:mm:ss`, those of IAM RFC 3339. All of these are read everywhere.
 * @param assumed the offset where the text has none: UTC where the documents say so; else null, for
 * then nothing says which clock it means
 */
export function parseCloudTime(text: string | null, assumed: 'UTC' | null): Date | null {
  // Texts that are longer are no times; the bound keeps the expression quick.
  const parts = text === null || text.length > 64 ? null : ofCloud.exec(text);
  if (parts === null) return null;
  const hasOffset = parts[8] !== undefined || parts[9] !== undefined;
  return hasOffset || assumed !== null ? instant(parts) : null;
}

const rfc3339Form =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:(Z)|([+-])(\d\d):(\d\d))$/;
const utcForm = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

/** A time that a user writes: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC; null for anything else. */
export function parseUserTime(text: string): Date | null {
  const parts = rfc3339Form.exec(text) ?? utcForm.exec(text);
  return parts === null ? null : instant(parts);
}

/** A time as RFC 3339 in UTC, without a fraction where it has none. */
export function rfc3339(time: Date): string;
export function rfc3339(time: Date | null): string | null;
export function rfc3339(time: Date | null): string | null {
  return time === null ? null : time.toISOString().replace(/\.000Z$/, 'Z');
}

/**
 * The point in time, null where the calendar has none: 30 February, 24:00, an offset of 99 hours.
 * Neither is there one before the year 0 or after 9999, in UTC: RFC 3339 could not write it.
 */
function instant(parts: RegExpExecArray): Date | null {
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(Number);
  const [offsetHours, offsetMinutes] = [Number(parts[10] ?? 0), Number(parts[11] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59)
    return null;
  const local = new Date(0);
  // Date.UTC takes the years before 100 for those of the twentieth century.
  local.setUTCFullYear(year, month - 1, date);
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== date) return null;
  local.setUTCHours(hour, minute, second, Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3)));
  const ahead = (parts[9] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  const time = new Date(local.getTime() - ahead * 60_000);
  return time.getUTCFullYear() >= 0 && time.getUTCFullYear() <= 9999 ? time : null;
}
