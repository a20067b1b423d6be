import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Of the report of Stryker, in the schema of all tools of its kind (mutation-testing-report-schema). */
interface Report {
  readonly files: Readonly<Record<string, MutatedFile>>;
}

interface MutatedFile {
  readonly source: string;
  readonly mutants: readonly Mutant[];
}

interface Mutant {
  readonly status: string;
  readonly replacement: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Both counted from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** Prints the faults that no test noticed, and for each of these files of results how many were noticed. */
export function printResults(files: readonly string[]): void {
  const totals: Record<string, object> = {};
  for (const file of files) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    for (const line of unnoticed(report)) console.log(line);
    totals[path.basename(file, '.json')] = totalOf(report);
  }
  console.table(totals);
}

function unnoticed(report: Report): string[] {
  return Object.entries(report.files).flatMap(([name, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ status, location: { start, end }, replacement }) => {
        const place = `${name}:${start.line}:${start.column}`;
        return `\n${place} ${status}\n- ${textBetween(source, start, end)}\n+ ${replacement}`;
      }),
  );
}

function textBetween(source: string, start: Position, end: Position): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  return lines.join('\n');
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
