import fc from 'fast-check';
import { Spans } from '../../../../lib/huaweicloud/obs/files/spans';

const SIZE = 40;
const spans = fc.array(
  fc
    .tuple(fc.nat(SIZE), fc.nat(SIZE))
    .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) })),
);

/** The same set, byte by byte. */
function bytesOf(list: Iterable<{ from: number; to: number }>): Set<number> {
  const bytes = new Set<number>();
  for (const { from, to } of list) for (let at = from; at < to; at += 1) bytes.add(at);
  return bytes;
}

test('a set of spans has the bytes that were added', () => {
  fc.assert(
    fc.property(spans, (list) => {
      const set = new Spans(list);
      expect(bytesOf(set)).toEqual(bytesOf(list));
      expect(set.bytes).toBe(bytesOf(list).size);
    }),
  );
});

test('spans are in order, and no two of them touch', () => {
  fc.assert(
    fc.property(spans, (list) => {
      const ordered = [...new Spans(list)];
      ordered
        .slice(1)
        .forEach(({ from }, index) => expect(from).toBeGreaterThan(ordered[index]!.to));
    }),
  );
});

test('the gaps are the bytes that were not added', () => {
  fc.assert(
    fc.property(spans, (list) => {
      const set = new Spans(list);
      const missing = bytesOf(set.gaps(SIZE));
      expect(missing).toEqual(
        new Set([...bytesOf([{ from: 0, to: SIZE }])].filter((at) => !bytesOf(list).has(at))),
      );
    }),
  );
});

test('the frontier is the first byte that was not added', () => {
  fc.assert(
    fc.property(spans, (list) => {
      const [first] = new Spans(list).gaps(SIZE);
      expect(new Spans(list).frontier).toBe(first?.from ?? SIZE);
    }),
  );
});

test('an empty file has no gaps', () => {
  expect(new Spans().gaps(0)).toEqual([]);
});
