import { allows, demandsAtLeast } from '../../../lib/constructs/private/version-constraint';

test.each([
  ['1.2.3', '1.2.3'],
  ['= 1.2', '1.2.0'],
  ['!= 1.2.4', '1.2.3'],
  ['> 1.2', '1.2.1'],
  ['>= 1.2.3', '1.2.3'],
  ['< 2', '1.99.0'],
  ['<= 1.2.3', '1.2.3'],
  ['~> 1.2', '1.3.0'],
  ['~> 1.2.3', '1.2.10'],
  ['~> 1', '1.9.0'],
  ['>=1.0,<2.0,!=1.5.0', '1.4.9'],
  ['v1.2.3', '1.2.3'],
  ['1.2.3-beta.1', '1.2.3-beta.1'],
  ['>= 1.2.3-beta.1', '1.2.3'],
  ['> 1.2.3-beta.1', '1.2.3'],
])('%s allows %s', (constraint, version) => {
  expect(allows(constraint, version)).toBe(true);
});

test.each([
  ['1.2.3', '1.2.4'],
  ['!= 1.2.3', '1.2.3'],
  ['> 1.2.3', '1.2.3'],
  ['>= 1.10', '1.9.9'],
  ['< 2.0', '2.0.0'],
  ['< 2.0.0-beta', '2.0.0'],
  ['<= 1.2', '1.2.1'],
  ['~> 1.2', '2.0.0'],
  ['~> 1.2', '1.1.9'],
  ['~> 1.2.3', '1.3.0'],
  ['~> 1', '2.0.0'],
  ['~> 0.13', '1.0.0'],
  ['>= 1.0, < 1.2', '1.2.3'],
  ['1.2.3', '1.2.3-beta.1'],
  ['>= 1.0.0', '1.2.3-beta.1'],
  ['1.2.3-beta.1', '1.2.3-beta.2'],
  ['latest', '1.2.3'],
  ['1.2.3', ''],
])('%s does not allow %s', (constraint, version) => {
  expect(allows(constraint, version)).toBe(false);
});

test.each([
  '>= 1.10',
  '>=1.10.0',
  '>= 1.11, < 2.0',
  '< 2.0, > 1.10.5',
  '~> 1.10',
  '~> 2.0',
  '= 1.11.4',
  '1.11.4',
])('%s demands at least 1.10', (constraint) => {
  expect(demandsAtLeast(constraint, '1.10')).toBe(true);
});

test.each(['>= 1.5', '~> 1.9', '1.9.8', '< 2.0', '!= 1.11', '<= 1.12', 'latest', ''])(
  '%j does not demand at least 1.10',
  (constraint) => {
    expect(demandsAtLeast(constraint, '1.10')).toBe(false);
  },
);
