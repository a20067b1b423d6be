import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Of the report of Stryker, in the schema of all tools of its kind (mutation-testing-report-schema). */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
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
  const mutants = Object.values(report.files).flatMap((file) => file.mutants);
  const count = (...statuses: string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const [killed, timeouts] = [count('Killed'), count('Timeout')];
  const [survived, notReached] = [count('Survived'), count('NoCoverage')];
  const tried = killed + timeouts + survived + notReached;
  const score = `${((100 * (killed + timeouts)) / tried).toFixed(1)} %`;
  return { tried, killed, timeouts, survived, 'not reached': notReached, score };
}
