/** The demo as a newcomer runs it, of what is in `build/`: a build would change what other tests run. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';

jest.setTimeout(300_000);

const root = path.join(__dirname, '../..');

const picture = readFileSync(path.join(root, 'docs/demo.svg'), 'utf8');

function demo(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', '--no-build', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { code: await code, output: stdout + stderr };
}

test('the demo shows on one screen what it does and every output once, but no link', async () => {
  const { code, output } = await ended(demo());
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  expect(output.split('\n').length).toBeLessThan(46 - 4); // npm adds four lines
  for (const name of ['backup_bucket', 'backup_files', 'backup_download_links']) {
    expect(output.split(name)).toHaveLength(2);
  }
  expect(output).toMatch(/_shard_1\.tar\.lz4 +1025 KB +shard_1 +link valid for 1[0-4] min/);
  expect(output).toMatch(/_config\.tar\.lz4 +1048584 bytes\n +sha256 [0-9a-f]{64}\n/);
  expect(output).toMatch(/cdktf destroy +\d+\.\d s\n/);
  expect(output).not.toMatch(/Signature|\u001b/);
  expect(comparable(output)).toEqual(comparable(pictured()));

  const log = readFileSync(path.join(root, 'build/demo.log'), 'utf8');
  expect(log).toContain('Destroy complete');
  expect(log).not.toContain('Signature');
});

test('the picture of the README is small, and shows nothing of the machine', () => {
  expect(picture.length).toBeLessThan(60_000);
  expect(pictured()).not.toMatch(/Signature|\/(?:home|root|tmp|Users|work)\b/);
});

test('Ctrl-C ends the demo, and the programs that it has started', async () => {
  const child = demo(['--verbose']);
  const started = new Promise<number[]>((resolve) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      if (chunk.includes('Initializing')) resolve(childrenOf(child.pid!));
    });
  });
  const end = ended(child);
  expect((await started).filter(isAlive)).not.toEqual([]);
  child.kill('SIGINT');
  const { code, output } = await end;
  expect([code, output]).toEqual([
    130,
    expect.stringMatching(/\ninterrupted\n[^]*Interrupted\.\n$/),
  ]);
  expect((await started).filter(isAlive)).toEqual([]);
});

test('a step that fails shows what it printed', async () => {
  const { code, output } = await ended(demo([], { TERRAFORM_BINARY_NAME: 'false' }));
  expect(code).toBe(1);
  expect(output).toMatch(/cdktf deploy examples\/backup-links +failed\n/);
  expect(output.trim().split('\n').length).toBeGreaterThan(3);
});

test('without an engine one line says what to install', async () => {
  const { code, output } = await ended(demo([], { TERRAFORM_BINARY_NAME: '/nowhere/tofu' }));
  expect([code, output]).toEqual([
    1,
    '\nTERRAFORM_BINARY_NAME is "/nowhere/tofu", but there is no such program: correct it, or unset it and install Terraform (1.5 or newer) or OpenTofu.\n',
  ]);
});

/** What stands in the picture of the README; `npm run picture` makes it. */
function pictured(): string {
  const [, ...rows] = [...picture.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, row]) => row!);
  return rows.join('\n').replace(/<[^>]+>/g, '');
}

/** The lines of a demo, without what differs from run to run. */
function comparable(output: string): string[] {
  return output
    .split('\n')
    .map((line) => line.trim().replace(/\d+/g, '0').replaceAll('tofu', 'terraform'))
    .map((line) => line.replace(/ +/g, ' '))
    .filter((line) => line !== '' && !line.startsWith('build the library'));
}

function childrenOf(parent: number): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/ +/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .map(([pid]) => pid!);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
