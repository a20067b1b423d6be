/**
 * `npm run api-changes`: fails where the public API has lost something since the last release, the last tag `v…` of
 * which this commit is a descendant. Says so where there is no such tag yet.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runScript } from './run-script';

const root = path.join(__dirname, '..');
const tool = (name: string) => path.join(root, 'node_modules', '.bin', name);

/** What a release cannot do without a new major version, one change a line; nothing if the API still serves as before. */
export function breakingChanges(before: string, after: string): string {
  const args = ['--keys', '--error-on', 'all', before, after];
  const { status, stdout, stderr } = spawnSync(tool('jsii-diff'), args, {
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (status === 0) return '';
  const said = `${stdout}${stderr}`;
  const reported = said.split('\n').filter((line) => line.startsWith('err '));
  if (reported.length === 0) throw new Error(`jsii-diff failed:\n${said}`);
  return reported.join('\n');
}

/** The last release that this commit descends from. */
export function lastRelease(folder = root): string | undefined {
  const git = ['describe', '--tags', '--abbrev=0', '--match', 'v*'];
  const { status, stdout } = spawnSync('git', git, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** The sources of a tag, in a folder below `build/`, where the packages of this checkout are found. */
function sourcesAt(tag: string): string {
  mkdirSync(path.join(root, 'build'), { recursive: true });
  const folder = mkdtempSync(path.join(root, 'build', 'released-'));
  const archive = execFileSync('git', ['archive', tag], { cwd: root, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  return folder;
}

function compile(folder: string, name: string): void {
  const { status, stdout, stderr } = spawnSync(tool('jsii'), ['--silence-warnings=reserved-word'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  if (status !== 0)
    throw new Error(`The constructs of ${name} do not compile:\n${stdout}${stderr}`);
}

function main(): void {
  const tag = lastRelease();
  if (tag === undefined) {
    console.error(
      'NOT COMPARED: no tag v… leads to this commit, so the public API is bound by no release yet.',
    );
    return;
  }
  compile(root, 'this checkout');
  const before = sourcesAt(tag);
  try {
    compile(before, tag);
    const changes = breakingChanges(before, root);
    console.log(changes === '' ? `Nothing of the public API of ${tag} is lost.` : changes);
    process.exitCode = changes === '' ? 0 : 1;
  } finally {
    rmSync(before, { recursive: true });
  }
}

if (require.main === module) void runScript(() => Promise.resolve().then(main));
