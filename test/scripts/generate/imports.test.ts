import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generateImports } from '../../../scripts/generate/imports';

const imports = path.join(__dirname, '../../../lib/imports');

test('the committed bindings are those of the schema; otherwise run `npm run generate`', async () => {
  const committed = readdirSync(imports).map((name): [string, string] => [
    name,
    readFileSync(path.join(imports, name), 'utf8'),
  ]);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(await generateImports()));
});
