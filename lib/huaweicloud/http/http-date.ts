const HTTP_DATE =
  /^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? [\w -]{6,12} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4}|(\d{4}))$/;

/**
 * A date in a header, in any of the forms of RFC 9110, 5.6.7; undefined for other text. By itself, Date.parse takes
 * much more for a date, `-5` for one, and a date without a zone for the local time.
 */
export function parseHttpDate(text: string): Date | undefined {
  const parts = HTTP_DATE.exec(text.trim());
  if (parts === null) return undefined;
  const time = Date.parse(parts[1] === undefined ? parts[0] : `${parts[0]} GMT`);
  return Number.isNaN(time) ? undefined : new Date(time);
}
