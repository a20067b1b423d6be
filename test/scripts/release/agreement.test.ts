import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../../package.json';
import { changesOf } from '../../../scripts/release/agreement';

const changelog = `# Changelog

Words before.

## Unreleased: 0.2.0

- second

## 0.1.0 (2026-11-28)

- first
`;

test('a section with a date is released', () => {
  expect(changesOf(changelog, '0.1.0')).toEqual({ released: true, text: '- first\n' });
});

test('a section that says so is still to be released', () => {
  expect(changesOf(changelog, '0.2.0')).toEqual({ released: false, text: '- second\n' });
});

test.each(['0.1', '1.0.0', '0.1.0-rc.1'])(
  'a version without a section, %s, is an error',
  (other) => {
    expect(() => changesOf(changelog, other)).toThrow(`no section "${other} (date)"`);
  },
);

test('the changelog of this checkout has a section for its version', () => {
  const file = path.join(__dirname, '../../../CHANGELOG.md');
  expect(changesOf(readFileSync(file, 'utf8'), version).text).toContain('### Features');
});
