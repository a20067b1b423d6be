import { existsSync } from 'node:fs';
import path from 'node:path';
import { devDependencies } from '../../package.json';
import { root, textOf } from './blocks';

const design = textOf('DESIGN.md');

test('DESIGN.md says of every dependency why it is there', () => {
  const packages = Object.keys(devDependencies).filter((name) => !name.startsWith('@types/'));
  expect(packages.filter((name) => !design.includes(`\`${name}\``))).toEqual([]);
});

test('the files that DESIGN.md names exist', () => {
  const names = Array.from(
    design.matchAll(/`((?:lib|scripts|examples|test)\/[^`]*)`/g),
    ([, name]) => name!,
  );
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});
