import { nearestWords } from '../../../lib/huaweicloud/errors/nearest-word';

const flags = ['--instance', '--insecure', '--type', '--latest'];

test.each([
  ['a letter too few', '--instnce', ['--instance']],
  ['a letter too many', '--insttance', ['--instance']],
  ['another letter', '--typo', ['--type']],
  ['two letters swapped', '--tyep', ['--type']],
  ['another case', '--LATEST', ['--latest']],
])('the nearest word of one with %s is found', (_, word, nearest) => {
  expect(nearestWords(word, flags)).toEqual(nearest);
});

test.each([
  ['ab', 'cb', 1],
  ['ab', 'ca', 2],
  ['abc', 'ca', 3],
  ['a', 'ba', 1],
  ['aa', 'bb', 2],
])('%s has as many mistakes as it takes to make %s: %d', (word, meant, mistakes) => {
  expect(nearestWords(word, [meant], mistakes)).toEqual([meant]);
  expect(nearestWords(word, [meant], mistakes - 1)).toEqual([]);
});

test('all words at the least distance are found', () => {
  expect(nearestWords('bat', ['cat', 'hat', 'dog'])).toEqual(['cat', 'hat']);
});

test('a word that is like none finds none', () => {
  expect(nearestWords('--parallelism', flags)).toEqual([]);
  expect(nearestWords('x', [])).toEqual([]);
});

test('a word with more mistakes than it may have finds none', () => {
  expect(nearestWords('--instnc', flags)).toEqual(['--instance']);
  expect(nearestWords('--instnc', flags, 1)).toEqual([]);
});

test('a very long word is compared in bounded time', () => {
  expect(nearestWords('x'.repeat(1_000_000), flags)).toEqual([]);
});
