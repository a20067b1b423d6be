import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runMatrix } from '../../../scripts/matrix/run-matrix';

let folder: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dds-matrix-'));
  said = '';
  jest.spyOn(console, 'log').mockImplementation((line: string) => {
    said += `${line}\n`;
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

/** A runtime where jest has come to this result. */
function runtimeWith(name: string, [passed, failed, pending]: readonly [number, number, number]) {
  const result = {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numRuntimeErrorTestSuites: 0,
  };
  const script = `#!/bin/sh
for argument; do case $argument in --outputFile=*) echo '${JSON.stringify(result)}' > "\${argument#*=}";; esac; done
`;
  writeFileSync(path.join(folder, 'node'), script);
  chmodSync(path.join(folder, 'node'), 0o755);
  return { name, env: { PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` } };
}

const missing = { name: 'missing', missing: 'Go is not installed' };
const suites = ['test/some.test.ts'];

test('every runtime that is here runs the tests, and the others say why they do not', async () => {
  const runtimes = { here: () => runtimeWith('here', [3, 0, 1]), missing: () => missing };
  await runMatrix(runtimes, { suites, required: [] });
  expect(said).toMatch(/^ {2}here {5}3 passed, 0 failed, 1 skipped/m);
  expect(said).toMatch(/^ {2}missing {2}NOT RUN: Go is not installed$/m);
  expect(process.exitCode).toBeUndefined();
});

test.each([
  ['a test fails', [2, 1, 0]],
  ['no test has run', [0, 0, 2]],
] as const)('where %s the run fails', async (_, result) => {
  await runMatrix({ here: () => runtimeWith('here', result) }, { suites, required: [] });
  expect(process.exitCode).toBe(1);
});

test('a runtime that was asked for by name must be here', async () => {
  const here = jest.fn();
  await runMatrix({ here, missing: () => missing }, { suites, required: ['missing'] });
  expect(process.exitCode).toBe(1);
  expect(here).not.toHaveBeenCalled();
});

test('an unknown name is refused, with the known ones', async () => {
  await expect(
    runMatrix({ missing: () => missing }, { suites, required: ['tofu-9'] }),
  ).rejects.toThrow('tofu-9: choose among missing');
});
