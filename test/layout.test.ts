/** Where tests lie: CONTRIBUTING.md, "Tests". */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const layers = readdirSync(path.join(root, 'lib'));

/** The files of `lib/` and `scripts/` that are written by hand. */
const files = ['lib', 'scripts'].flatMap(filesBelow).filter((file) => !isGenerated(file));
const tests = new Set(filesBelow('test').filter((file) => file.endsWith('.test.ts')));
const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

test('every file of lib/ has a test at its path, or is part of a file that has one', () => {
  const library = files.filter((file) => /^lib\/.*\.ts$/.test(file) && doesSomething(file));
  const untested = library.filter((file) => !hasTest(file) && !isPartOfTested(file));
  expect(library).not.toEqual([]);
  expect(untested.map((file) => `${file} has no test: write ${testOf(file)}`)).toEqual([]);
});

test('every test of a layer of lib/, or of a script, lies at the path of what it tests', () => {
  const mirrored = [...tests].filter((file) => ['scripts', ...layers].includes(layerOf(file)));
  const paths = new Set(files.map(testOf));
  expect(mirrored).not.toEqual([]);
  expect(mirrored.filter((file) => !paths.has(file))).toEqual([]);
});

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

function isGenerated(file: string): boolean {
  return /^lib\/imports\/|\/protocol\//.test(file);
}

/** Whether a file holds more than types and what it exports from others: that is proven where it is used. */
function doesSomething(file: string): boolean {
  return /^(?:export )?(?:abstract |async )*(?:class|const|function|let|\w+\()/m.test(textOf(file));
}

function testOf(file: string): string {
  return file.replace(/^(?:lib\/)?/, 'test/').replace(/\.\w+$/, '.test.ts');
}

function hasTest(file: string): boolean {
  return tests.has(testOf(file));
}

function layerOf(file: string): string {
  return file.split('/')[1] ?? '';
}

/** Whether a file of the same layer that has a test imports it; within a folder also by way of others. */
function isPartOfTested(file: string, seen = new Set([file])): boolean {
  return importersOf(file).some((importer) => {
    if (hasTest(importer)) return true;
    if (path.dirname(importer) !== path.dirname(file) || seen.has(importer)) return false;
    return isPartOfTested(importer, seen.add(importer));
  });
}

function importersOf(file: string): string[] {
  return files.filter(
    (other) => layerOf(other) === layerOf(file) && importsOf(other).includes(file),
  );
}

function importsOf(file: string): string[] {
  return Array.from(textOf(file).matchAll(/ from '(\.[^']+)';/g), ([, name = '']) =>
    path.posix.join(path.dirname(file), `${name}.ts`),
  );
}

function textOf(file: string): string {
  return texts.get(file) ?? '';
}
