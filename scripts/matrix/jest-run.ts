import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const program = path.join(root, 'node_modules/jest/bin/jest.js');

/** How many tests came out how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Those that the runtime cannot do, and that say so. */
  readonly skipped: number;
}

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** Runs these tests of what was built, with jest in a process of the Node.js that is first on the PATH. */
export async function runJest(
  suites: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-matrix-'));
  const file = path.join(folder, 'result.json');
  try {
    const child = spawn('node', [program, '--ci', '--json', `--outputFile=${file}`, ...suites], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (!existsSync(file)) throw new Error('jest ended without a result (see above)');
    const result = JSON.parse(readFileSync(file, 'utf8')) as JestResult;
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
