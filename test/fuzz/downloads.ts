import assert from 'node:assert/strict';
import path from 'node:path';
import * as fc from 'fast-check';
import { CloudError } from '../../lib/huaweicloud/errors/cloud-error';
import { alikePaths, type ListedFile, planFiles } from '../../lib/huaweicloud/obs/files/file-names';
import { isOwnName, isPartOf, keyOf, partNames } from '../../lib/huaweicloud/obs/files/part-names';
import { missingRanges } from '../../lib/huaweicloud/obs/files/ranges';
import { shardOf } from '../../lib/huaweicloud/obs/files/shards';
import { type Span, Spans } from '../../lib/huaweicloud/obs/files/spans';
import {
  parseContentLength,
  parseContentRange,
  parseUnsatisfiedRange,
} from '../../lib/huaweicloud/obs/object/content-range';
import { type RemoteObject } from '../../lib/huaweicloud/obs/object/remote-object';
import { always } from './property';

const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom(
    'a',
    'A',
    'ß',
    'SS',
    'ss',
    'é',
    'e\u0301',
    'ı',
    'I',
    'i',
    'İ',
    'ſ',
    'K',
    'k',
    'ﬁ',
    'fi',
    'ς',
    'σ',
  ),
  fc.constantFrom(
    '..',
    '.',
    '',
    '/',
    '\\',
    'con',
    'NUL.txt',
    'a.',
    'a ',
    '\0',
    '../x',
    'C:',
    '\u202e',
    '~',
  ),
);
const name = fc.oneof(
  part,
  fc.tuple(part, part).map((parts) => parts.join('')),
  fc.nat(300).map((length) => 'é'.repeat(length)),
);

const listed = fc.array(
  fc.record({
    name: fc.option(name, { nil: undefined, freq: 20 }),
    groupName: fc.option(name, { nil: undefined }),
    size: fc.constant(1n),
  }),
  { maxLength: 6 },
) as unknown as fc.Arbitrary<ListedFile[]>;

/** Planned, or undefined if the names are refused as they must be. */
function planned(files: ListedFile[]) {
  try {
    return planFiles(files);
  } catch (error) {
    assert.ok(error instanceof CloudError, String(error));
    assert.match(error.detail.replaceAll('\n', ''), /^[^\p{Cc}\p{Cf}]*$/u);
    return undefined;
  }
}

/** As file systems do that ignore case: APFS, NTFS, ext4 with casefold. */
const foldings: readonly ((path: string) => string)[] = [
  (text) => text.normalize('NFD').toLowerCase().normalize('NFC'),
  (text) => text.normalize('NFD').toUpperCase().normalize('NFC'),
  (text) =>
    Array.from(text, (each) =>
      each.toUpperCase().length === each.length ? each.toUpperCase() : each,
    ).join(''),
];

const size = fc.integer({ min: 0, max: 2 ** 31 });
const spans = fc.array(
  fc
    .tuple(size, size)
    .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) })),
);

function objectOf(bytes: number, acceptsRanges: boolean): RemoteObject {
  return { identity: { size: bytes }, acceptsRanges } as unknown as RemoteObject;
}

const files = fc.uniqueArray(
  fc.record({
    path: fc.string({ minLength: 1 }),
    size: fc.option(fc.bigInt({ min: 0n, max: 1000n }), { nil: undefined }),
  }),
  { selector: (file) => file.path },
);

export const downloads = [
  always(
    'no file is outside of its directory, or deeper than one folder in it',
    [listed],
    (list) => {
      const directory = path.resolve('/backups/one');
      for (const file of planned(list) ?? []) {
        const place = path.resolve(directory, file.path);
        assert.ok(place.startsWith(directory + path.sep));
        assert.equal(path.relative(directory, place), file.path);
        assert.ok(file.path.split('/').length <= 2);
        for (const each of file.path.split('/')) {
          assert.ok(Buffer.byteLength(each) <= 255);
          assert.ok(!isOwnName(each));
          assert.ok(path.win32.parse(each).root === '' || process.platform !== 'win32');
        }
      }
    },
  ),

  always(
    'no two files have one path, also where case and Unicode form are ignored',
    [listed],
    (list) => {
      const plan = planned(list);
      if (plan === undefined) return;
      assert.equal(distinct(plan.map(pathOf)), plan.length);
      const alike = alikePaths(plan);
      for (const fold of foldings) {
        if (alike === undefined) assert.equal(distinct(plan.map(pathOf).map(fold)), plan.length);
      }
    },
  ),

  always('the names of a plan are planned as the same names', [listed], (list) => {
    const plan = planned(list);
    if (plan === undefined) return;
    assert.deepEqual(planFiles(plan), plan);
  }),

  always(
    'the files of an unfinished download are recognised as those of their own file only',
    [name, name],
    (one, other) => {
      const plan = planned([{ name: one }, { name: other }] as unknown as ListedFile[]);
      if (plan === undefined) return;
      const key = '0123456789abcdef';
      const names = partNames({ directory: '/d', name: one }, key);
      for (const entry of [names.part, names.journal, names.newJournal()].map((each) =>
        path.basename(each),
      )) {
        assert.ok(isPartOf(one, entry));
        assert.ok(!isPartOf(other, entry));
        assert.ok(isOwnName(entry));
        assert.equal(keyOf(one, entry), key);
        assert.ok(Buffer.byteLength(entry) <= 255);
      }
    },
  ),

  always(
    'a Content-Range is read as it was written',
    [fc.maxSafeNat(), fc.maxSafeNat(), fc.maxSafeNat()],
    (one, other, whole) => {
      const [from, last] = [Math.min(one, other), Math.max(one, other)];
      fc.pre(last < Number.MAX_SAFE_INTEGER);
      assert.deepEqual(parseContentRange(`bytes ${from}-${last}/*`), {
        from,
        to: last + 1,
        size: undefined,
      });
      const known = last < whole ? { from, to: last + 1, size: whole } : undefined;
      assert.deepEqual(parseContentRange(`bytes ${from}-${last}/${whole}`), known);
      assert.equal(parseUnsatisfiedRange(`bytes */${whole}`), whole);
      assert.equal(parseContentLength(String(whole)), whole);
    },
  ),

  always(
    'a Content-Range of any text makes sense or is none',
    [fc.oneof(fc.string(), fc.stringMatching(/^bytes [\d*/-]{0,40}$/))],
    (text) => {
      const range = parseContentRange(text);
      if (range !== undefined) {
        assert.ok(range.from >= 0 && range.from < range.to && range.to <= (range.size ?? Infinity));
        for (const number of [range.from, range.to, range.size ?? 0])
          assert.ok(Number.isSafeInteger(number));
      }
      for (const number of [parseUnsatisfiedRange(text), parseContentLength(text)]) {
        assert.ok(number === undefined || (Number.isSafeInteger(number) && number >= 0));
      }
    },
    { examples: [['bytes 0-0/9999999999999999'], ['bytes 0-9007199254740991/*']] },
  ),

  always(
    'the ranges to fetch are the missing bytes, each of them once',
    [spans, size, fc.integer({ min: 1, max: 32 })],
    (list, bytes, connections) => {
      const written = new Spans(list.filter((span) => span.to <= bytes));
      const ranges = missingRanges(objectOf(bytes, true), written, connections);
      assert.deepEqual([...new Spans(ranges)], written.gaps(bytes));
      assert.equal(total(ranges) + written.bytes, bytes);
      assert.ok(ranges.every((range) => range.from < range.to));
      const whole = missingRanges(objectOf(bytes, false), written, connections);
      assert.equal(
        written.frontier + total(whole),
        written.bytes === bytes ? written.frontier : bytes,
      );
    },
  ),

  always(
    'shards are a partition, the same on each machine, and balanced',
    [files, fc.integer({ min: 1, max: 12 })],
    (list, count) => {
      const shards = Array.from({ length: count }, (_, index) => shardOf(list, { index, count }));
      assert.deepEqual(shards.flat().map(pathOf).toSorted(), list.map(pathOf).toSorted());
      const loads = shards.map((shard) => shard.reduce((sum, file) => sum + (file.size ?? 0n), 0n));
      const least = loads.reduce((one, other) => (other < one ? other : one));
      shards.forEach((shard, index) => {
        const other = shardOf(list.toReversed(), { index, count });
        assert.deepEqual(other.map(pathOf).toSorted(), shard.map(pathOf).toSorted());
        const smallest = shard
          .map((file) => file.size ?? 0n)
          .reduce((a, b) => (b < a ? b : a), 1000n);
        assert.ok((loads[index] ?? 0n) - smallest <= least);
      });
    },
  ),
];

function total(ranges: readonly Span[]): number {
  return ranges.reduce((sum, range) => sum + range.to - range.from, 0);
}

function distinct(texts: readonly string[]): number {
  return new Set(texts).size;
}

function pathOf(file: { readonly path: string }): string {
  return file.path;
}
