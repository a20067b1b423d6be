import { type RemoteObject } from '../object/remote-object';
import { type Span, type Spans } from './spans';

const MB = 1024 * 1024;
/** Bytes of a part: fewer cost round trips, more leave connections idle in the end. */
const SMALLEST = 16 * MB;
const LARGEST = 64 * MB;
/** Parts for each connection, so that none waits long for the last one. */
const PARTS_EACH = 4;

/** What still has to be fetched of an object, in parts for so many connections. */
export function missingRanges(
  object: Pick<RemoteObject, 'identity' | 'acceptsRanges'>,
  written: Spans,
  connections: number,
): Span[] {
  const { size } = object.identity;
  if (written.bytes === size) return [];
  if (!object.acceptsRanges) return [{ from: written.frontier, to: size }];
  const gaps = written.gaps(size);
  if (connections === 1) return gaps;
  const each = Math.ceil((size - written.bytes) / (connections * PARTS_EACH));
  const length = Math.min(LARGEST, Math.max(SMALLEST, each));
  return gaps.flatMap((gap) => inParts(gap, length));
}

function inParts({ from, to }: Span, length: number): Span[] {
  const parts: Span[] = [];
  for (let at = from; at < to; at += length)
    parts.push({ from: at, to: Math.min(to, at + length) });
  return parts;
}
