import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildProviderExecutable } from '../../../lib/terraform-plugin/testing';

const folder = mkdtempSync(path.join(tmpdir(), 'executable-'));
afterAll(() => rmSync(folder, { recursive: true }));

function build(source: string): string {
  const entry = path.join(folder, 'main.ts');
  writeFileSync(entry, source);
  return buildProviderExecutable(entry, folder, 'toy');
}

test('the executable has the name that engines look for, and needs only Node.js', () => {
  const executable = build(
    `import { type Buffer } from 'node:buffer';
     const words: string[] = process.argv.slice(2);
     console.log(words.join());`,
  );
  expect(executable).toBe(path.join(folder, 'terraform-provider-toy'));
  const { PATH = '' } = process.env;
  const { stdout } = spawnSync(executable, ['a', 'b'], { encoding: 'utf8', env: { PATH } });
  expect(stdout).toBe('a,b\n');
});

test('a mistake in the source is an error that says where', () => {
  expect(() => build(`import './missing';`)).toThrow(
    /main\.ts:1:7: ERROR: Could not resolve "\.\/missing"/,
  );
});
