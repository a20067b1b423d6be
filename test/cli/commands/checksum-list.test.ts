import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import {
  formatChecksums,
  InvalidChecksums,
  parseChecksums,
} from '../../../lib/cli/commands/checksum-list';
import { scratchDirectory } from '../scratch';

const one = 'a'.repeat(64);
const other = 'b'.repeat(64);

test('every form that sha256sum writes is read', () => {
  const list = [
    `${one}  text`,
    `${other.toUpperCase()} *binary`,
    `\\${one}  back\\\\slash\\nline`,
    `SHA256 (tagged (1)) = ${other}`,
    `${one}  ./group/name  with blanks`,
    '',
  ];
  const checksums = [
    ['text', one],
    ['binary', other],
    ['back\\slash\nline', one],
    ['tagged (1)', other],
    ['group/name  with blanks', one],
  ];
  expect([...parseChecksums(list.join('\n'))]).toEqual(checksums);
  expect([...parseChecksums(list.join('\r\n'))]).toEqual(checksums);
});

test('comments and empty lines are passed over, as sha256sum does', () => {
  const list = ['# sums of the backup', '', `${one}  name`, '#'].join('\n');
  expect([...parseChecksums(list)]).toEqual([['name', one]]);
});

test.each([
  ['no checksum', 'hello'],
  ['a shorter checksum', `${'a'.repeat(40)}  name`],
  ['a longer checksum', `${'a'.repeat(65)}  name`],
  ['something before the checksum', `x ${one}  name`],
  ['something before the tag', `x SHA256 (name) = ${one}`],
  ['something after the tagged checksum', `SHA256 (name) = ${one} x`],
  ['no name', `${one}  `],
  ['one blank', `${one} name`],
])('a line with %s is refused by its number', (_, line) => {
  expect(() => parseChecksums(`${one}  good\n${line}\n`)).toThrow(InvalidChecksums);
  expect(() => parseChecksums(`${one}  good\n${line}\n`)).toThrow(/^Line 2 /);
});

test('two checksums for one file are refused, the same one twice is not', () => {
  expect(() => parseChecksums(`${one}  x\n${other}  x\n`)).toThrow(/^Line 2 contradicts/);
  expect(parseChecksums(`${one}  x\n${one}  ./x\n`).size).toBe(1);
});

test.each(['\u2028', 'a\u2029b', '\r', ' '])('the name %j is read as it is written', (name) => {
  const list = formatChecksums([{ path: name, sha256: one }]);
  expect([...parseChecksums(list)]).toEqual([[name, one]]);
});

test('a path is read in Unicode NFC, as the files of a backup are named', () => {
  const list = `${one}  groupe\u0301/cafe\u0301\n${one}  groupé/café\n`;
  expect([...parseChecksums(list)]).toEqual([['groupé/café', one]]);
});

test('what is written is read as the same', () => {
  const paths = fc.array(
    fc
      .string({ minLength: 1, unit: 'grapheme' })
      .map((text) => text.normalize('NFC'))
      .filter((text) => !text.startsWith('./')),
  );
  fc.assert(
    fc.property(paths, (all) => {
      const list = formatChecksums(all.map((each) => ({ path: each, sha256: one })));
      expect([...parseChecksums(list).keys()]).toEqual([...new Set(all)]);
    }),
    { examples: [[['\u2028', '\u2029']]] },
  );
});

test('sha256sum itself writes what is read, and reads what is written', () => {
  const folder = scratchDirectory();
  const paths = ['plain', 'with blank', 'back\\slash', 'line\nbreak', 'group/name'];
  mkdirSync(path.join(folder, 'group'));
  for (const name of paths) writeFileSync(path.join(folder, name), name);
  const written = execFileSync('sha256sum', paths, { cwd: folder, encoding: 'utf8' });
  const checksums = parseChecksums(written);
  expect([...checksums.keys()]).toEqual(paths);
  expect(formatChecksums([...checksums].map(([each, sha256]) => ({ path: each, sha256 })))).toBe(
    written,
  );
});
