/**
 * `npm run audit`: known vulnerabilities of the packages in the lock file. One that is bundled, and so published, is a
 * failure; one that only development needs is reported. Where the registry does not answer, that is said.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundledPackages } from './bundle/bundled-packages';
import { bundleOfCommand } from './bundle/command';
import { bundleOfProvider } from './bundle/provider';

const root = path.join(__dirname, '..');

/** Milliseconds. */
const LONGEST_ANSWER = 60_000;

/** What `npm audit --json` prints, as far as it is used here. */
export interface AuditReport {
  readonly vulnerabilities?: Readonly<
    Record<
      string,
      { readonly name: string; readonly severity: string; readonly nodes: readonly string[] }
    >
  >;
  readonly message?: string;
}

/** What is in the report, a line for each package, those first that are bundled in one of these folders. */
export function findingsOf(report: AuditReport, bundled: readonly string[]) {
  const lines = { published: [] as string[], development: [] as string[] };
  for (const { name, severity, nodes } of Object.values(report.vulnerabilities ?? {})) {
    const where = nodes.some((node) => bundled.includes(node)) ? 'published' : 'development';
    lines[where].push(`${severity.padEnd(8)} ${name} (${nodes.join(', ')})`);
  }
  return lines;
}

/** What the registry says, or why it says nothing. */
function auditReport(): AuditReport | string {
  const { stdout, error } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: LONGEST_ANSWER,
  });
  if (error !== undefined) return error.message;
  try {
    const report = JSON.parse(stdout) as AuditReport;
    return report.vulnerabilities ? report : (report.message ?? 'npm has no report');
  } catch {
    return 'npm printed no JSON';
  }
}

async function main(): Promise<void> {
  const report = auditReport();
  if (typeof report === 'string') {
    console.error(`NOT RUN: the check for known vulnerabilities, because of npm audit: ${report}`);
    return;
  }
  const bundles = [await bundleOfProvider(), await bundleOfCommand()];
  const metafiles = bundles.map(({ metafile }) => metafile);
  const folders = bundledPackages(root, metafiles).map(({ folder }) => path.relative(root, folder));
  const { published, development } = findingsOf(report, folders);
  console.log(`Known vulnerabilities in what is published: ${published.length}`);
  console.log(published.map((line) => `  ${line}\n`).join(''));
  console.log(`Known vulnerabilities in what only development needs: ${development.length}`);
  console.log(development.map((line) => `  ${line}\n`).join(''));
  if (published.length > 0) process.exitCode = 1;
}

if (require.main === module) void main();
