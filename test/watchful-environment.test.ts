import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'leaky-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const leaky = `
test('leaves them', (done) => {
  require('node:child_process').spawn('sleep', ['600']);
  require('node:http').createServer().listen(0, '127.0.0.1', () => done());
});`;

test('a file that leaves a process and a server open fails, by their names, and the run ends', () => {
  const config = {
    testEnvironment: path.join(__dirname, 'watchful-environment.ts'),
    testEnvironmentOptions: { longestWait: 100 },
    transform: { '[.]ts$': require.resolve('@swc/jest') },
  };
  writeFileSync(path.join(folder, 'jest.config.json'), JSON.stringify(config));
  writeFileSync(path.join(folder, 'leaky.test.js'), leaky);
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(__dirname, '../node_modules/jest/bin/jest.js')],
    { encoding: 'utf8', cwd: folder, timeout: 60_000 },
  );
  expect(stderr).toContain('left open: the process sleep 600');
  expect(stderr).toContain('left open: a server at {"address":"127.0.0.1"');
  expect(status).toBe(1);
}, 70_000);
