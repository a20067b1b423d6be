import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fault } from '../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { filesBelow } from '../huaweicloud/obs/download-fixture';
import { DeployedStack } from './deployed-stack';
import { imports } from 'cdktf-huaweicloud-dds';

jest.setTimeout(180_000);

let cloud: Simulator;
let stack: DeployedStack;

afterEach(async () => {
  stack.remove();
  await cloud.close();
});

interface Scene {
  readonly backup?: keyof Simulator['backups'];
  /** Of each file. */
  readonly fileBytes?: number;
}

/** A stack with one download, to `files` in its folder. */
async function defineDownload({ backup = 'cluster', fileBytes = 100_000 }: Scene = {}) {
  cloud = await startSimulator({ fileBytes });
  stack = await DeployedStack.of(cloud, (scope) => {
    const { instanceId, id: backupId } = cloud.backups[backup];
    new imports.BackupDownload(scope, 'files', { instanceId, backupId, directory: 'files' });
  });
}

const directory = () => path.join(stack.folder, 'files');
const namesOf = (backup: keyof Simulator['backups']) =>
  cloud.backups[backup].files.map(({ name }) => name).toSorted();

async function succeeds(run: Promise<{ exitCode: number | null; output: string }>) {
  const { exitCode, output } = await run;
  if (exitCode !== 0) throw new Error(output);
  return output;
}

/** Slow enough to be interrupted. */
const SLOWLY: Fault = { kind: 'drip', bytes: 32 * 1024, milliseconds: 10 };

/** Files that have a final name have the bytes of the backup. */
async function expectNoWrongFile(backup: keyof Simulator['backups']) {
  for (const file of cloud.backups[backup].files) {
    const target = path.join(directory(), file.name);
    if (!existsSync(target)) continue;
    expect((await readFile(target)).equals(cloud.contentOf(file))).toBe(true);
  }
}

async function expectTheFiles(backup: keyof Simulator['backups']) {
  expect(await filesBelow(directory())).toEqual(namesOf(backup));
  await expectNoWrongFile(backup);
}

test('an apply downloads what the plan shows, and then plans are quiet until something is missing', async () => {
  await defineDownload();
  const plan = await succeeds(stack.plan());
  for (const name of namesOf('cluster')) expect(plan).toContain(name);
  expect(plan).toMatch(/\+ size\s+= 98/);
  expect(plan).toMatch(/\+ sha256\s+= \(known after apply\)/);
  await succeeds(stack.apply());
  await expectTheFiles('cluster');
  expect(await stack.readState()).not.toContain('Signature');
  expect(await stack.readLog()).toMatch(/\[INFO\].*download/);

  cloud.linksHaveExpired();
  cloud.estate.backups.delete(cloud.backups.cluster.id);
  expect(await succeeds(stack.plan('-detailed-exitcode'))).toContain('No changes');

  cloud.estate.backups.set(cloud.backups.cluster.id, cloud.backups.cluster);
  await rm(path.join(directory(), namesOf('cluster')[0]!));
  expect(await succeeds(stack.plan())).toContain('0 to add, 1 to change, 0 to destroy');
  await succeeds(stack.apply());
  await expectTheFiles('cluster');

  await succeeds(stack.run(['destroy', '-auto-approve']));
  expect(existsSync(directory())).toBe(false);
});

test('a saved plan is applied after all links of plan time are dead', async () => {
  await defineDownload();
  await succeeds(stack.plan('-out=saved'));
  cloud.linksHaveExpired();
  await succeeds(stack.apply('saved'));
  await expectTheFiles('cluster');
});

test('an import takes the files over, and a plan is quiet', async () => {
  await defineDownload({ backup: 'single' });
  await succeeds(stack.apply());
  await succeeds(stack.run(['state', 'rm', 'dds_backup_download.files']));
  const { instanceId, id } = cloud.backups.single;
  await succeeds(stack.run(['import', 'dds_backup_download.files', `${instanceId}/${id}/files`]));
  expect(await succeeds(stack.plan('-detailed-exitcode'))).toContain('No changes');
});

test('Ctrl-C ends an apply soon, which leaves no tainted object, and the next one continues', async () => {
  await defineDownload({ backup: 'single', fileBytes: 40 * 1024 * 1024 });
  const slow = cloud.inject({ action: 'GetObject', fault: SLOWLY, times: Infinity, skip: 1 });
  const arrived = cloud.nextRequest({ action: 'GetObject' });
  const engine = stack.start(['apply', '-input=false', '-auto-approve']);
  await arrived;
  await journalIsWritten();
  engine.interrupt();
  const { exitCode, output } = await engine.ended;
  expect(exitCode).toBe(1);
  expect(output).toContain('Interrupted');
  expect(await stack.readState()).not.toContain('tainted');
  slow.remove();
  const again = await succeeds(stack.apply());
  expect(again).toContain('1 added, 0 changed, 0 destroyed');
  await expectTheFiles('single');
  const ranges = cloud.requests.filter(({ action }) => action === 'GetObject').at(-1);
  expect(ranges).toBeDefined();
});

/** Settles when part of the object is recorded on the disk. */
async function journalIsWritten(): Promise<void> {
  for (let waits = 0; waits < 600; waits += 1) {
    const found = existsSync(directory()) ? await filesBelow(directory()) : [];
    if (found.some((name) => name.includes('.tar.lz4.') && name.endsWith('.journal'))) return;
    await pause(50);
  }
  throw new Error('no journal');
}

/** More for those who have the time. */
const KILLS = Number(process.env.KILLS ?? 6);

test('whenever engine and provider are killed, no file is wrong and the next apply converges', async () => {
  await defineDownload({ fileBytes: 3 * 1024 * 1024 });
  const slow = cloud.inject({ action: 'GetObject', fault: SLOWLY, times: Infinity });
  for (let round = 0; round < KILLS; round += 1) {
    const engine = stack.start(['apply', '-input=false', '-auto-approve']);
    await Promise.race([engine.ended, pause(500 + Math.random() * 2500)]);
    await engine.end();
    await expectNoWrongFile('cluster');
  }
  slow.remove();
  await succeeds(stack.apply());
  await expectTheFiles('cluster');
  expect(await succeeds(stack.plan('-detailed-exitcode'))).toContain('No changes');
  await succeeds(stack.run(['destroy', '-auto-approve']));
  expect(existsSync(directory())).toBe(false);
}, 600_000);

describe('a directory that cannot be used is named', () => {
  test('a file', async () => {
    await defineDownload({ backup: 'single' });
    await writeFile(directory(), '');
    const { exitCode, output } = await stack.plan();
    expect(exitCode).toBe(1);
    expect(output).toMatch(/Not a directory[\s\S]*directory/);
  });

  test('a symbolic link in the place of a file', async () => {
    await defineDownload({ backup: 'single' });
    await mkdir(directory());
    await symlink('/nowhere', path.join(directory(), namesOf('single')[0]!));
    const { exitCode, output } = await stack.apply();
    expect(exitCode).toBe(1);
    expect(output).toMatch(/symbolic link/);
    expect((await stat(directory())).isDirectory()).toBe(true);
  });
});
