import { type IConstruct } from 'constructs';
import { invalid, isExpression, optionalString } from './strings';

/** An optional time. Throws if a string is not a time, or is one that does not exist. */
export function optionalTime(
  construct: IConstruct,
  name: string,
  value: unknown,
): string | undefined {
  const text = optionalString(construct, name, value);
  if (text === undefined || isExpression(text)) return text;
  if (timestampOf(text) === undefined) {
    throw invalid(
      construct,
      name,
      text,
      'must be a time such as "2026-01-31T15:04:05Z" or, in UTC, "2026-01-31 15:04:05"',
    );
  }
  return text;
}

/** Whether both times are known and the first is later. */
export function isAfter(one: string | undefined, other: string | undefined): boolean {
  const [first, second] = [one, other].map((time) => timestampOf(time ?? ''));
  return first !== undefined && second !== undefined && first > second;
}

/** Milliseconds since the epoch. Undefined if the string is not a time. */
function timestampOf(text: string): number | undefined {
  const parts = TIME.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { year, month, day, hour, minute, second, offsetHour = 0, offsetMinute = 0 } = parts;
  const possible =
    isWithin(month, 1, 12) &&
    isWithin(day, 1, daysIn(Number(year), Number(month))) &&
    isWithin(hour, 0, 23) &&
    isWithin(minute, 0, 59) &&
    isWithin(second, 0, 59) &&
    isWithin(offsetHour, 0, 23) &&
    isWithin(offsetMinute, 0, 59);
  if (!possible) return undefined;
  const time = new Date(text.includes(' ') ? `${text.replace(' ', 'T')}Z` : text);
  // RFC 3339 cannot express other years, so the provider cannot either.
  return isWithin(time.getUTCFullYear(), 0, 9999) ? time.getTime() : undefined;
}

const TIME =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?: (?=[\d:]+$)|T(?=.*(?:Z|[+-]\d\d:\d\d)$))(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.\d{1,9})?(?:Z|[+-](?<offsetHour>\d\d):(?<offsetMinute>\d\d))?$/;

function isWithin(text: string | number | undefined, least: number, most: number): boolean {
  return Number(text) >= least && Number(text) <= most;
}

/** By the Gregorian calendar. `Date` reads years below 100 as those of the last century. */
function daysIn(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
