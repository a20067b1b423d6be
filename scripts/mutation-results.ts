import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Mutant, uncompilable } from './uncompilable-mutants';

/** Of the report of Stryker, in the schema of all tools of its kind (mutation-testing-report-schema). */
interface Report {
  readonly files: Readonly<Record<string, MutatedFile>>;
}

interface MutatedFile {
  readonly source: string;
  readonly mutants: readonly TestedMutant[];
}

interface TestedMutant extends Mutant {
  readonly status: string;
}

/** Prints for each of these files of results how many faults were noticed. */
export function printResults(files: readonly string[]): void {
  const totals: Record<string, object> = {};
  for (const file of files) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    totals[path.basename(file, '.json')] = totalOf(report);
  }
  console.table(totals);
}

function totalOf(report: Report) {
  const all = Object.values(report.files).flatMap((file) => file.mutants);
  const refused = new Set(Object.entries(report.files).flatMap(refusedIn));
  const count = (...statuses: string[]) =>
    all.filter((mutant) => statuses.includes(mutant.status) && !refused.has(mutant)).length;
  const [killed, timeouts] = [count('Killed'), count('Timeout')];
  const [survived, notReached] = [count('Survived'), count('NoCoverage')];
  const noticed = killed + timeouts + refused.size;
  const tried = noticed + survived + notReached;
  return {
    tried,
    killed,
    timeouts,
    'by compiler': refused.size,
    survived,
    'not reached': notReached,
    score: `${((100 * noticed) / tried).toFixed(1)} %`,
  };
}

/** What no test notices, but the compiler. */
function refusedIn([name, { source, mutants }]: [string, MutatedFile]): TestedMutant[] {
  const unnoticed = mutants.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status));
  const refused = uncompilable(path.resolve(name), source, unnoticed);
  for (const { location } of refused)
    console.log(`${name}:${location.start.line} does not compile.`);
  return refused;
}
