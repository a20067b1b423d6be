import { wrongId, wrongRegion } from '../../../lib/huaweicloud/settings/identifiers';

const long = 'x'.repeat(64);

test.each(['eu-west-101', 'r', 'my_region', 'EU-DE', long])('%s may be a region', (region) => {
  expect(wrongRegion(region)).toBeUndefined();
});

test.each(['', '-eu', 'eu-', 'eu.west', 'eu west', ' eu', `${long}x`])(
  '%j cannot be a region',
  (region) => {
    expect(wrongRegion(region)).toContain('cannot be a region; regions look like "eu-west-101"');
  },
);

test.each(['0123456789abcdefbr02', 'a_b-C', long])('%s may be an ID', (id) => {
  expect(wrongId(id)).toBeUndefined();
});

test.each([
  ['', 'cannot be an ID'],
  ['a/b', 'cannot be an ID'],
  ['../a', 'cannot be an ID'],
  ['a?', 'cannot be an ID'],
  [`${long}x`, 'is too long to be an ID'],
])('%j is no id: it %s', (id, problem) => {
  expect(wrongId(id)).toContain(problem);
});
