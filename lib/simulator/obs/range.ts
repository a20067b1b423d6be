// RFC 9110, section 14: byte ranges. Several ranges at once and malformed headers are ignored, as the RFC allows.

/** `from` is the first byte, `to` one past the last. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Undefined: serve everything. */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? undefined : suffix(Number(last), size);
  const from = Number(first);
  const to = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < from) return undefined;
  return from < size ? { from, to } : 'unsatisfiable';
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' {
  return length > 0 && size > 0 ? { from: Math.max(0, size - length), to: size } : 'unsatisfiable';
}
