import { type IConstruct } from 'constructs';
import { invalid, isExpression, optionalText } from './texts';

/** A time that may be left out; throws where a text is none, or one that no clock ever shows. */
export function optionalTime(
  construct: IConstruct,
  name: string,
  value: unknown,
): string | undefined {
  const text = optionalText(construct, name, value);
  if (text === undefined || isExpression(text)) return text;
  if (millisecondsOf(text) === undefined) {
    throw invalid(
      construct,
      name,
      text,
      'must be a time such as "2026-01-31T15:04:05Z" or, in UTC, "2026-01-31 15:04:05"',
    );
  }
  return text;
}

/** Whether both are known and the first is later. */
export function isAfter(one: string | undefined, other: string | undefined): boolean {
  const [first, second] = [one, other].map((time) => millisecondsOf(time ?? ''));
  return first !== undefined && second !== undefined && first > second;
}

/** Undefined where the text is no time. */
function millisecondsOf(text: string): number | undefined {
  const parts = TIME.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { year, month, day, hour, minute, second, offsetHour = 0, offsetMinute = 0 } = parts;
  const [zero, one] = [0, 1];
  const possible =
    isWithin(month, one, 12) &&
    isWithin(day, one, daysIn(Number(year), Number(month))) &&
    isWithin(hour, zero, 23) &&
    isWithin(minute, zero, 59) &&
    isWithin(second, zero, 59) &&
    isWithin(offsetHour, zero, 23) &&
    isWithin(offsetMinute, zero, 59);
  const inUtc = text.includes(' ') ? `${text.replace(' ', 'T')}Z` : text;
  return possible ? Date.parse(inUtc) : undefined;
}

const TIME =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?: (?=[\d:]+$)|T(?=.*(?:Z|[+-]\d\d:\d\d)$))(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.\d+)?(?:Z|[+-](?<offsetHour>\d\d):(?<offsetMinute>\d\d))?$/;

function isWithin(text: string | number | undefined, least: number, most: number): boolean {
  return Number(text) >= least && Number(text) <= most;
}

/** By the Gregorian calendar; `Date` takes years below 100 for those of the last century. */
function daysIn(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
