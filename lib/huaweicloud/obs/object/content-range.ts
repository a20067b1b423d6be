/** A range of bytes, up to but not including `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** What an answer says about its bytes. */
export interface ContentRange extends ByteRange {
  /** Of the whole object in bytes, undefined if the answer leaves it open. */
  readonly size: number | undefined;
}

/** The header `Content-Range` of a 206 (RFC 9110, 14.4), undefined if it makes no sense. */
export function parseContentRange(header: string | undefined): ContentRange | undefined {
  const parts = /^\s*bytes\s+(\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)\s*$/i.exec(header ?? '');
  if (parts === null) return undefined;
  const [from = 0, last = 0] = parts.slice(1, 3).map(Number);
  const size = parts[3] === '*' ? undefined : Number(parts[3]);
  if (last < from || last >= (size ?? Infinity)) return undefined;
  if (!Number.isSafeInteger(size ?? last + 1)) return undefined;
  return { from, to: last + 1, size };
}

/** The size in the `Content-Range` of a 416, undefined if there is none. */
export function parseUnsatisfiedRange(header: string | undefined): number | undefined {
  return wholeNumber(/^\s*bytes\s+\*\/(\d+)\s*$/i.exec(header ?? '')?.[1]);
}

/** The header `Content-Length`, undefined if there is none. */
export function parseContentLength(header: string | undefined): number | undefined {
  return wholeNumber(header?.trim());
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
