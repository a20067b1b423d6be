// The rules in the tables beside this file: each has its source, and a test that proves it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Rule {
  readonly id: string;
  readonly sentence: string;
  readonly source: string;
  /** Path below `test/`, without `.test.ts`. */
  readonly file: string;
  /** As it is written there. */
  readonly title: string;
}

const rules = readdirSync(__dirname)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => rulesOf(readFileSync(path.join(__dirname, name), 'utf8')));

test('each rule has an id of its own', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(60);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('each rule is a sentence, with its source', () => {
  const incomplete = rules.filter(
    ({ sentence, source }) => !/^[A-Z`].*\.$/.test(sentence) || !existsAsSource(source),
  );
  expect(incomplete.map(({ id }) => id)).toEqual([]);
});

test('each rule names a test that exists', () => {
  const unproven = rules.filter(({ file, title }) => !titlesIn(file).includes(title));
  expect(unproven.map(({ id, file, title }) => `${id}: no "${title}" in ${file}`)).toEqual([]);
});

function rulesOf(text: string): Rule[] {
  return text.split('\n').flatMap((line) => {
    const [, id = '', sentence = '', source = '', file = '', title = ''] = line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    return /^[A-Z]+-\d+$/.test(id) ? [{ id, sentence, source, file, title }] : [];
  });
}

/** A page on the web, or a document of this project. */
function existsAsSource(source: string): boolean {
  const [, target = ''] = /^\[[^\]]+\]\(([^)]+)\)/.exec(source) ?? [];
  return target.startsWith('https://') || existsSync(path.join(__dirname, target));
}

/** The titles of the tests, and of their groups, in a file. */
function titlesIn(file: string): string[] {
  const full = path.join(__dirname, '..', `${file}.test.ts`);
  if (!existsSync(full)) return [];
  const strings = readFileSync(full, 'utf8').matchAll(/^\s*(?:.*\()?(['"])(.+?)\1,/gm);
  return Array.from(strings, ([, , title = '']) => title);
}
