/** What the package offers to programs: a name is added or taken away on purpose only. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { breakingChanges } from '../../scripts/api-changes';
import { afterTest } from '../after-test';
import { library } from './shipped-package';

interface Named {
  readonly name: string;
  readonly optional?: boolean;
}

interface Type extends Named {
  readonly kind: string;
  readonly namespace?: string;
  readonly base?: string;
  readonly docs?: { readonly example?: string };
  readonly initializer?: object;
  readonly methods?: readonly Named[];
  readonly properties?: readonly Named[];
}

interface Assembly {
  readonly types: Record<string, Type>;
}

const assembly = JSON.parse(readFileSync(path.join(library, '.jsii'), 'utf8')) as Assembly;

const linesOf = ({ name, kind, initializer, methods = [], properties = [] }: Type) => [
  `${kind} ${name}${initializer === undefined ? '' : ', with a constructor'}`,
  ...properties.map((property) => `  ${property.name}${property.optional ? '?' : ''}`).sort(),
  ...methods.map((method) => `  ${method.name}()`).sort(),
];

test('the names of the constructs are these', () => {
  const own = Object.values(assembly.types).filter(({ namespace }) => namespace === undefined);
  const names = own.sort((one, other) => (one.name < other.name ? -1 : 1)).flatMap(linesOf);
  expect(names.join('\n')).toMatchSnapshot();
});

test('the names of the L1 bindings are these', () => {
  const generated = Object.values(assembly.types).filter(
    ({ namespace }) => namespace === 'imports',
  );
  expect(
    generated
      .map(({ name }) => name)
      .sort()
      .join('\n'),
  ).toMatchSnapshot();
});

test('every construct shows an example, and no sentence begins with its stability', () => {
  const constructs = Object.values(assembly.types).filter(
    ({ kind, namespace, base }) =>
      kind === 'class' &&
      namespace === undefined &&
      /^constructs\.Construct$|Provider$/.test(base ?? ''),
  );
  expect(constructs.length).toBeGreaterThan(4);
  expect(constructs.filter(({ docs }) => docs?.example === undefined)).toEqual([]);
  expect(JSON.stringify(assembly)).not.toContain('"stability"');
});

/** The assembly, changed. */
function changed(change: (copy: Assembly) => void): string {
  // Below the checkout, so that its node_modules are found.
  const folder = mkdtempSync(path.join(__dirname, '../../build/api-'));
  afterTest(() => rmSync(folder, { recursive: true }));
  cpSync(path.join(library, 'package.json'), path.join(folder, 'package.json'));
  const copy = structuredClone(assembly);
  change(copy);
  writeFileSync(path.join(folder, '.jsii'), JSON.stringify(copy));
  return folder;
}

test('a method that is gone is a breaking change, and one that is new is not', () => {
  const complete = changed(() => undefined);
  const without = changed(({ types }) => {
    const links = types['cdktf-huaweicloud-dds.BackupDownloadLinks'] as { methods?: unknown };
    delete links.methods;
  });
  expect(breakingChanges(complete, without)).toContain('exportOutputs');
  expect(breakingChanges(without, complete)).toBe('');
});
