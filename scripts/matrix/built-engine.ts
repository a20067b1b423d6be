import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Runtime } from './runtime';

const root = path.join(__dirname, '../..');
const modules = path.join(root, 'test/engines');

/** Milliseconds: with nothing cached a build takes minutes. */
const LONGEST_BUILD = 20 * 60_000;

/** Names of the engines that Go can build here, each a module in `test/engines`. */
export function engineNames(folder = modules): string[] {
  return readdirSync(folder).sort();
}

/**
 * Builds an engine from the Go module of its name; Go caches what it downloads and compiles. Missing without Go, and
 * where Go cannot build it.
 */
export function builtEngine(name: string, env = process.env, folder = modules): Runtime {
  const { status } = spawnSync('go', ['version'], { stdio: 'ignore', env });
  if (status !== 0) return { name, missing: 'Go is not installed' };
  const module = path.join(folder, name, 'go.mod');
  const command = toolOf(module);
  const executable = executableOf(name, command);
  const output = path.dirname(executable);
  mkdirSync(output, { recursive: true });
  // Go completes the copy with what the engine needs, and writes a go.sum beside it.
  copyFileSync(module, path.join(output, 'go.mod'));
  console.log(`${name}: go build ${command} (minutes if nothing is cached)`);
  const build = spawnSync('go', ['build', '-mod=mod', ...FLAGS, '-o', executable, command], {
    cwd: output,
    encoding: 'utf8',
    env: { ...env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
    timeout: LONGEST_BUILD,
  });
  if (build.status === 0) return { name, env: { TERRAFORM_BINARY_NAME: executable } };
  const reason = build.stderr.trim().split('\n').at(-1) ?? '';
  return { name, missing: `Go could not build it: ${reason || 'it took too long'}` };
}

/** The same engine, if it was built in this checkout before. */
export function earlierEngine(name: string, folder = modules): Runtime {
  const executable = executableOf(name, toolOf(path.join(folder, name, 'go.mod')));
  return existsSync(executable)
    ? { name, env: { TERRAFORM_BINARY_NAME: executable } }
    : { name, missing: `it was not built here: "npm run test:engines -- ${name}" does that` };
}

function executableOf(name: string, command: string): string {
  return path.join(root, 'node_modules/.cache/engines', name, path.basename(command));
}

/** Without symbols, and OpenTofu as a release: it calls itself a development build otherwise. */
const FLAGS = [
  '-trimpath',
  '-buildvcs=false',
  '-ldflags=-s -w -X github.com/opentofu/opentofu/version.dev=no',
];

/** The package of the engine's `main`. */
function toolOf(file: string): string {
  const tool = /^tool (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (tool === undefined) throw new Error(`${file} has no line "tool": add the engine's command`);
  return tool;
}
