/**
 * `npm run lint:workflows`: what actionlint and zizmor find in `.github`, and shellcheck in scripts. pip installs them, and Go
 * builds actionlint, in the versions of `.github/lint`. Where one of them cannot be had, that is said, and it is no failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const versions = path.join(root, '.github', 'lint');
const cache = path.join(root, 'node_modules', '.cache', 'lint');

/** Milliseconds: to download and build a tool, and to run it. */
const LONGEST = 90_000;

interface Tool {
  readonly name: string;
  /** What puts it into the cache. */
  readonly install: readonly [program: string, ...args: string[]];
  /** What runs it in the checkout. */
  readonly run: readonly [program: string, ...args: string[]];
}

const fromPython = path.join(cache, 'python');
const pip: Tool['install'] = [
  ...(['python3', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'] as const),
  ...['--no-deps', '--only-binary', ':all:', '--upgrade', '--target', fromPython],
  ...['-r', 'requirements.txt'],
];
const shellcheck = path.join(fromPython, 'bin', 'shellcheck');

const tools: readonly Tool[] = [
  {
    name: 'zizmor',
    install: pip,
    // Nothing is asked of GitHub.
    run: [path.join(fromPython, 'bin', 'zizmor'), '--offline', '--pedantic', '--quiet', '.github'],
  },
  { name: 'shellcheck', install: pip, run: [shellcheck, '.ci/run', ...releaseScripts()] },
  {
    name: 'actionlint',
    install: ['go', 'build', '-o', cache, 'github.com/rhysd/actionlint/cmd/actionlint'],
    run: [path.join(cache, 'actionlint'), '-shellcheck', shellcheck],
  },
];

function releaseScripts(): string[] {
  const folder = path.join('scripts', 'release');
  const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.sh'));
  return names.map((name) => path.join(folder, name));
}

/** Why the tool cannot be had, or undefined if it is there. */
function obstacle({ install: [program, ...args] }: Tool): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, {
    cwd: versions,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '', GOWORK: 'off' },
    timeout: LONGEST,
  });
  if (status === 0) return undefined;
  return error?.message ?? stderr.trim().split('\n').at(-1);
}

/** Whether it found nothing. */
function passes(tool: Tool): boolean {
  const missing = obstacle(tool);
  if (missing !== undefined) {
    console.error(`NOT RUN: ${tool.name}, because it cannot be installed: ${missing}`);
    return true;
  }
  const [program, ...args] = tool.run;
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', timeout: LONGEST });
  console.log(`${tool.name}: ${status === 0 ? 'nothing found' : 'failed (see above)'}`);
  return status === 0;
}

mkdirSync(cache, { recursive: true });
const passed = tools.map(passes);
process.exitCode = passed.every(Boolean) ? 0 : 1;
