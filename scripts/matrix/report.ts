import { type Counts } from './jest-run';

/** What came of one runtime. */
export interface Row {
  readonly name: string;
  readonly outcome: Counts | { readonly missing: string };
  /** For building or downloading it. */
  readonly secondsToGet: number;
  readonly secondsOfTests: number;
}

/** A line for each runtime; those that did not run say why. */
export function reportOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map((row) => `  ${row.name.padEnd(width)}  ${said(row)}`).join('\n');
}

function said({ outcome, secondsToGet, secondsOfTests }: Row): string {
  if ('missing' in outcome) return `NOT RUN: ${outcome.missing}`;
  const { passed, failed, skipped } = outcome;
  const impossible = skipped === 0 ? '' : `, ${skipped} skipped (see above)`;
  return `${passed} passed, ${failed} failed${impossible}; ${secondsToGet.toFixed(0)} s to get it, ${secondsOfTests.toFixed(0)} s of tests`;
}
