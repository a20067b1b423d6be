import { performance } from 'node:perf_hooks';
import { runJest } from './jest-run';
import { reportOf, type Row } from './report';
import { type Runtime } from './runtime';

/**
 * Runs the tests on one runtime after the other, and reports in the end. Fails where a test fails, and where a runtime
 * is not here that `required` names.
 */
export async function runMatrix(
  runtimes: Readonly<Record<string, () => Runtime>>,
  { suites, required }: { suites: readonly string[]; required: readonly string[] },
): Promise<void> {
  const unknown = required.filter((name) => !(name in runtimes));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(', ')}: choose among ${Object.keys(runtimes).join(', ')}`);
  }
  const rows: Row[] = [];
  for (const [name, find] of Object.entries(runtimes)) {
    if (required.length > 0 && !required.includes(name)) continue;
    rows.push(await rowOf(name, find, suites));
  }
  console.log(`\n${reportOf(rows)}`);
  const isBad = ({ outcome }: Row) =>
    'passed' in outcome ? outcome.failed > 0 || outcome.passed === 0 : required.length > 0;
  if (rows.some(isBad)) process.exitCode = 1;
}

async function rowOf(name: string, find: () => Runtime, suites: readonly string[]): Promise<Row> {
  const start = performance.now();
  const runtime = find();
  const secondsToGet = (performance.now() - start) / 1000;
  if ('missing' in runtime) return { name, outcome: runtime, secondsToGet, secondsOfTests: 0 };
  console.log(`\n=== ${name}`);
  const outcome = await runJest(suites, runtime.env);
  const secondsOfTests = (performance.now() - start) / 1000 - secondsToGet;
  return { name, outcome, secondsToGet, secondsOfTests };
}
