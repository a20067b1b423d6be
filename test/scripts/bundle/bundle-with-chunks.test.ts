import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWithChunks } from '../../../scripts/bundle/bundle-with-chunks';
import { afterTest } from '../../after-test';

// With "type": "commonjs" in package.json, esbuild wraps each of our modules: a tenth more to read at every start.
test('a module of ours that only passes others on leaves nothing in the bundle', async () => {
  const { metafile } = await bundleWithChunks(
    'lib/provider/main.ts',
    { name: 'provider' },
    { absWorkingDir: path.join(__dirname, '../../..') },
  );
  const sizes = Object.values(metafile.outputs).flatMap(({ inputs }) => {
    const frontDoor = inputs['lib/terraform-plugin/index.ts'];
    return frontDoor === undefined ? [] : [frontDoor.bytesInOutput];
  });
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.every((size) => size === 0)).toBe(true);
});

test('a package in CommonJS that is imported dynamically, also from a stage, has its names', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds bundle '));
  afterTest(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  mkdirSync(path.join(folder, 'node_modules/@scope/old'), { recursive: true });
  write(
    'node_modules/@scope/old/index.js',
    `exports.Client = class {}; exports.path = __filename;`,
  );
  write('start.ts', `void import('./late').then(({ run }) => run());`);
  write(
    'late.ts',
    `export async function run() {
       const { Client } = await import('@scope/old');
       const { sep } = await import('node:path');
       console.log(typeof Client, typeof sep);
     }`,
  );
  const { files, metafile } = await bundleWithChunks(
    './start.ts',
    { name: 'start', stages: [{ name: 'late', modules: ['late.ts'] }] },
    { absWorkingDir: folder },
  );
  expect(files.map(({ name }) => name)).toEqual(['start.cjs', 'late.cjs', '@scope-old.cjs']);
  expect(Object.keys(metafile.inputs)).toContain('node_modules/@scope/old/index.js');
  const built = path.join(folder, 'built');
  mkdirSync(built);
  for (const { name, content } of files) writeFileSync(path.join(built, name), content);
  const printed = execFileSync('node', [path.join(built, 'start.cjs')], { encoding: 'utf8' });
  expect(printed).toBe('function string\n');
});
