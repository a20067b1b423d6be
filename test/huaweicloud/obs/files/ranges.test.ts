import { missingRanges } from '../../../../lib/huaweicloud/obs/files/ranges';
import { type Span, Spans } from '../../../../lib/huaweicloud/obs/files/spans';

const MB = 1024 * 1024;

/** In megabytes: what is fetched of an object of which some is there. */
function ranges(size: number, there: [number, number][], connections: number, accepts = true) {
  const object = { identity: { size: size * MB }, acceptsRanges: accepts };
  const written = new Spans(there.map(([from, to]): Span => ({ from: from * MB, to: to * MB })));
  return missingRanges(object, written, connections).map(({ from, to }) => [from / MB, to / MB]);
}

test.each<[string, ReturnType<typeof ranges>, number[][]]>([
  ['a complete file needs nothing', ranges(100, [[0, 100]], 4), []],
  ['an empty file needs nothing', ranges(0, [], 4), []],
  [
    'one connection fetches each gap as a whole',
    ranges(100, [[40, 60]], 1),
    [
      [0, 40],
      [60, 100],
    ],
  ],
  [
    'parts are not smaller than 16 MB, but for the last',
    ranges(40, [], 4),
    [
      [0, 16],
      [16, 32],
      [32, 40],
    ],
  ],
  [
    'parts do not cross gaps',
    ranges(40, [[20, 30]], 4),
    [
      [0, 16],
      [16, 20],
      [30, 40],
    ],
  ],
  [
    'without ranges all behind the beginning is fetched',
    ranges(
      100,
      [
        [0, 10],
        [50, 60],
      ],
      4,
      false,
    ),
    [[10, 100]],
  ],
  ['without ranges and a beginning all is fetched', ranges(100, [[50, 60]], 4, false), [[0, 100]]],
])('%s', (_, actual, expected) => {
  expect(actual).toEqual(expected);
});

test.each([
  [640, 4, 40],
  [4096, 4, 64],
  [4096, 64, 16],
])('of %i MB, each of %i connections gets about four parts of %i MB', (size, count, length) => {
  const parts = ranges(size, [], count);
  expect(new Set(parts.map(([from = 0, to = 0]) => to - from))).toEqual(new Set([length]));
  expect(parts).toHaveLength(size / length);
});
