import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { NotRun } from './suite';

const root = path.join(__dirname, '../..');
const module = path.join(root, 'test/foreign');
const builds = path.join(root, 'node_modules/.cache/foreign');

/** Milliseconds: with nothing cached, a build takes minutes. */
const LONGEST_BUILD = 10 * 60_000;

/**
 * Builds a package of the Go module `test/foreign`, or one that it depends on; Go caches what it downloads and compiles.
 * Returns the path of the executable. Throws a NotRun without Go, and where its modules cannot be had.
 *
 * @param tests whether the package has tests, and no program
 */
export function builtGoPackage(name: string, { tests = false } = {}): string {
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) {
    throw new NotRun('Go is not installed');
  }
  const executable = path.join(builds, path.basename(name));
  mkdirSync(builds, { recursive: true });
  const command = tests ? ['test', '-c'] : ['build'];
  const { status, stderr, error } = spawnSync(
    'go',
    [...command, '-mod=readonly', '-buildvcs=false', '-o', executable, name],
    {
      cwd: module,
      encoding: 'utf8',
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
      timeout: LONGEST_BUILD,
    },
  );
  if (status === 0) return executable;
  if (/dial tcp|lookup |i\/o timeout|proxyconnect|502 Bad Gateway/.test(stderr)) {
    throw new NotRun('the Go module proxy cannot be reached');
  }
  if (error) throw new NotRun(`it was not built within ${LONGEST_BUILD / 60_000} minutes`);
  throw new Error(`${name} does not build:\n${stderr}`);
}

export interface GoRunOptions {
  /** What the program reads. @default - nothing */
  readonly input?: string;
  /** Beside our own environment. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Runs an executable, and resolves with what it printed and whether it succeeded. Its errors are seen at once. */
export async function ranGo(
  executable: string,
  args: readonly string[],
  { input = '', env, timeout, signal }: GoRunOptions,
): Promise<{ output: string; succeeded: boolean }> {
  const child = spawn(executable, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    timeout,
    killSignal: 'SIGKILL',
    signal,
  });
  child.stdin.on('error', () => undefined); // it ended without reading everything: its exit code tells
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code === null)
    throw new Error(`${path.basename(executable)} took more than ${timeout / 1000} s.`);
  return { output, succeeded: code === 0 };
}
