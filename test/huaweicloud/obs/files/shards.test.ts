import fc from 'fast-check';
import { type DealtFile, shardOf } from '../../../../lib/huaweicloud/obs/files/shards';

const files = fc.uniqueArray(
  fc.record({
    path: fc.string({ minLength: 1 }),
    size: fc.option(fc.bigInt({ min: 0n, max: 1000n }), { nil: undefined }),
  }),
  { selector: ({ path }) => path },
);
const count = fc.integer({ min: 1, max: 12 });

function paths(list: readonly DealtFile[]): string[] {
  return list.map(({ path }) => path);
}

test('all shards together have every file exactly once', () => {
  fc.assert(
    fc.property(files, count, (list, shards) => {
      const dealt = Array.from({ length: shards }, (_, index) =>
        shardOf(list, { index, count: shards }),
      );
      expect(paths(dealt.flat()).toSorted()).toEqual(paths(list).toSorted());
    }),
  );
});

test('the order of the list does not change the deal', () => {
  fc.assert(
    fc.property(files, count, (list, shards) => {
      const shard = { index: 0, count: shards };
      const other = shardOf(list.toReversed(), shard);
      expect(paths(other).toSorted()).toEqual(paths(shardOf(list, shard)).toSorted());
    }),
  );
});

test('no shard has more than the lightest one and its own last file', () => {
  fc.assert(
    fc.property(files, count, (list, shards) => {
      const dealt = Array.from({ length: shards }, (_, index) =>
        shardOf(list, { index, count: shards }),
      );
      const loads = dealt.map((shard) => shard.reduce((sum, { size }) => sum + (size ?? 0n), 0n));
      const least = loads.reduce((one, other) => (other < one ? other : one));
      dealt.forEach((shard, index) => {
        const sizes = shard.map(({ size }) => size ?? 0n);
        const last = sizes.reduce((one, other) => (other < one ? other : one), sizes[0] ?? 0n);
        expect(loads[index]! - last <= least).toBe(true);
      });
    }),
  );
});

test('files of equal size are dealt evenly, files without a size as well', () => {
  const list = ['a', 'b', 'c', 'd'].map((path) => ({ path, size: undefined }));
  expect(paths(shardOf(list, { index: 0, count: 2 }))).toEqual(['a', 'c']);
  expect(paths(shardOf(list, { index: 1, count: 2 }))).toEqual(['b', 'd']);
});

test('with more shards than files some shards are empty', () => {
  const list = [{ path: 'a', size: 1n }];
  expect(shardOf(list, { index: 0, count: 3 })).toEqual(list);
  expect(shardOf(list, { index: 2, count: 3 })).toEqual([]);
});
