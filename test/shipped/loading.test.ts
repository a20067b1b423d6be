/** What a program gets that loads the package, and the files that Node.js reads for it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { library, project } from './shipped-package';
import * as dds from 'cdktf-huaweicloud-dds';

interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly types: Record<string, { readonly kind: string }>;
}

const { name, version, types } = JSON.parse(
  readFileSync(path.join(library, '.jsii'), 'utf8'),
) as Assembly;

/** Full names, without that of the package. */
const classes = Object.keys(types)
  .filter((fqn) => types[fqn]?.kind === 'class')
  .map((fqn) => fqn.slice(name.length + 1));

/** What a program prints that runs where the package is installed. */
const printed = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });

const exportedAs = (exported: string) =>
  exported
    .split('.')
    .reduce<unknown>((scope, key) => (scope as Record<string, unknown>)[key], dds) as {
    readonly name: string;
    readonly [note: symbol]: unknown;
  };

test('every class has the name under which it is exported, and the note by which jsii knows it', () => {
  expect(
    classes.map((exported) => {
      const found = exportedAs(exported);
      return { exported, name: found.name, note: found[Symbol.for('jsii.rtti')] };
    }),
  ).toEqual(
    classes.map((exported) => ({
      exported,
      name: exported.split('.').at(-1),
      note: { fqn: `${name}.${exported}`, version },
    })),
  );
});

test('an ES module imports the constructs by their names', () => {
  const names = classes.filter((exported) => !exported.includes('.'));
  const module = `import { ${names.join(', ')}, imports } from '${name}';
    console.log(${names.map((imported) => `${imported}.name`).join(', ')}, imports.DataDdsBackup.name);`;
  expect(printed('--input-type=module', '-e', module).trim()).toBe(
    [...names, 'DataDdsBackup'].join(' '),
  );
  // It searches this file for them, which takes longer than running it.
  expect(readFileSync(path.join(library, 'build/index.js')).length).toBeLessThan(1000);
});

test('only two files of the package are read', () => {
  const program = `require('${name}'); console.log(Object.keys(require.cache).join('\\n'));`;
  const read = printed('-e', program)
    .split('\n')
    .filter((file) => file.startsWith(library));
  expect(read).toEqual(['index.js', 'library.js'].map((file) => path.join(library, 'build', file)));
});
