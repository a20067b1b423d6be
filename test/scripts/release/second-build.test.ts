import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { differences, hashesIn } from '../../../scripts/release/second-build';

let scratch: string;
let one: string;
let other: string;
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'dds-builds-'));
  [one, other] = ['one', 'other'].map((name) => path.join(scratch, name)) as [string, string];
  mkdirSync(path.join(one, 'js'), { recursive: true });
  writeFileSync(path.join(one, 'js', 'package.tgz'), 'bytes');
  writeFileSync(path.join(one, 'js', 'second.tgz'), 'bytes');
  cpSync(one, other, { recursive: true });
});
afterEach(() => rmSync(scratch, { recursive: true }));

const different = () => differences(hashesIn(one), hashesIn(other));

test('the same files do not differ', () => {
  expect(hashesIn(one).size).toBe(2);
  expect(different()).toEqual([]);
});

test('a byte that differs, a file that is missing and one that is new are named', () => {
  writeFileSync(path.join(other, 'js', 'package.tgz'), 'other');
  rmSync(path.join(other, 'js', 'second.tgz'));
  writeFileSync(path.join(other, 'new.zip'), '');
  expect(different().sort()).toEqual(['js/package.tgz', 'js/second.tgz', 'new.zip']);
});

test('what reaches nobody may differ', () => {
  writeFileSync(path.join(other, 'maven-metadata.xml'), 'a time');
  expect(different()).toEqual([]);
});
