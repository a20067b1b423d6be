import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildProviderExecutable, ENGINE_ENVIRONMENT } from '../../../lib/terraform-plugin/testing';

const folder = mkdtempSync(path.join(tmpdir(), 'mistaken-provider-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MISTAKE = 'Data source "toy_hello" is defined twice.';

function start(env: Record<string, string>) {
  const door = path.join(__dirname, '../../../lib/terraform-plugin');
  const entry = path.join(folder, 'main.ts');
  writeFileSync(
    entry,
    `import { defineProvider, serve } from ${JSON.stringify(door)};
     const toy = defineProvider({ source: 'example.com/x/toy' });
     toy.dataSource('toy_hello', { attributes: {}, read: () => ({}) });
     toy.dataSource('toy_hello', { attributes: {}, read: () => ({}) });
     serve(toy);`,
  );
  const executable = buildProviderExecutable(entry, folder, 'toy');
  const { PATH = '' } = process.env;
  return spawnSync(executable, { encoding: 'utf8', env: { PATH, ...env } });
}

test('an engine that starts a provider with a mistake shows the mistake', () => {
  const { status, stdout } = start(ENGINE_ENVIRONMENT);
  expect([status, stdout]).toEqual([1, `${MISTAKE}\n`]);
});

test('a person who starts it sees the mistake and where it was made', () => {
  const { status, stdout, stderr } = start({});
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`DefinitionError: ${MISTAKE}`);
});
