/** What other languages and the documentation show of the package's docstrings. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { library } from '../shipped/shipped-package';

interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
}

/** All docstrings of the assembly by location. */
function docsIn(node: unknown, at = ''): [string, Docs][] {
  if (typeof node !== 'object' || node === null) return [];
  const { docs } = node as { docs?: Docs };
  return [
    ...(docs === undefined ? [] : [[at, docs] as [string, Docs]]),
    ...Object.entries(node).flatMap(([key, value]) => {
      const { name = key } = (value ?? {}) as { name?: string };
      return key === 'docs' ? [] : docsIn(value, `${at}.${name}`);
    }),
  ];
}

test('the first sentence of a docstring stands alone, because jsii cuts the summary at a semicolon', () => {
  const assembly = JSON.parse(readFileSync(path.join(library, '.jsii'), 'utf8')) as {
    types: object;
  };
  const all = docsIn(assembly.types);
  expect(all.length).toBeGreaterThan(200);
  const cut = all.filter(
    ([, { summary = '', remarks = '' }]) => /[;:,]\.?$/.test(summary) || /^[a-z)]/.test(remarks),
  );
  expect(cut).toEqual([]);
});
