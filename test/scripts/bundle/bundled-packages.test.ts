import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundledPackages } from '../../../scripts/bundle/bundled-packages';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dds-bundled-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

function install(folder: string, manifest: object, code: string): void {
  write(`${folder}/package.json`, JSON.stringify({ main: 'index.js', ...manifest }));
  write(`${folder}/index.js`, code);
}

async function packagesOf(app: string) {
  write('app.js', app);
  const { metafile } = await build({
    ...{ entryPoints: ['app.js'], absWorkingDir: root, bundle: true, write: false },
    ...{ metafile: true, logLevel: 'silent' },
  });
  return bundledPackages(root, [metafile]);
}

test('a package within another one is one of its own, and the other needs it', async () => {
  const inner = { name: '@scope/inner', version: '2.0.0', license: 'ISC' };
  install(
    'node_modules/outer',
    { name: 'outer', version: '1.0.0', license: 'MIT' },
    'import "@scope/inner"',
  );
  install('node_modules/outer/node_modules/@scope/inner', inner, 'console.log(1)');
  const packages = await packagesOf('import "outer"');
  expect(packages).toEqual([
    expect.objectContaining({ name: 'outer', version: '1.0.0', needs: ['@scope/inner'] }),
    expect.objectContaining({ ...inner, needs: [] }),
  ]);
});

test('a package that the bundle does not contain is not listed', async () => {
  install('node_modules/unused', { name: 'unused', version: '1.0.0', license: 'MIT' }, '');
  expect(await packagesOf('console.log(1)')).toEqual([]);
});

test.each(['LGPL-3.0', '(MIT AND GPL-2.0-only)', 'UNLICENSED'])(
  'one under %s is refused',
  async (license) => {
    install(
      'node_modules/copyleft',
      { name: 'copyleft', version: '1.2.3', license },
      'console.log(1)',
    );
    await expect(packagesOf('import "copyleft"')).rejects.toThrow(
      `copyleft 1.2.3 must not be bundled: its licence is ${license}, and allowed are 0BSD, Apache-2.0, `,
    );
  },
);

test.each(['MIT', '(Apache-2.0 AND BSD-3-Clause)'])(
  'one under %s may be bundled',
  async (license) => {
    install('node_modules/free', { name: 'free', version: '1.0.0', license }, 'console.log(1)');
    expect(await packagesOf('import "free"')).toHaveLength(1);
  },
);
