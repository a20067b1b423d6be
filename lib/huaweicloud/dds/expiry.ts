/**
 * The expiry of a download link as a point in time, null where it cannot be read.
 * The documents describe `yyyy-mm-ddThh:mm:ssZ` with Z standing for an offset like `+0000`; their
 * only example has a day of three digits (`2018-08-016T10:15:14+0000`), which is understood too.
 * Without an offset the time is not read, since nothing says which clock it means.
 */
export function parseExpiry(text: string): Date | null {
  const parts =
    /^\s*(\d{4})-(\d{1,2})-0*(\d{1,2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\s*(?:(Z)|([+-])(\d{2}):?(\d{2})?)\s*$/i.exec(
      text,
    );
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(Number);
  const milliseconds = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const offset =
    (parts[9] === '-' ? -1 : 1) * (Number(parts[10] ?? 0) * 60 + Number(parts[11] ?? 0));
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(offset) > 18 * 60) return null;
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  const isRealDay = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return isRealDay ? new Date(time.getTime() - offset * 60_000) : null;
}
