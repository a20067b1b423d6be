import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fault } from '../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { filesBelow } from '../huaweicloud/obs/download-fixture';
import {
  APPLY,
  type Arguments,
  type BackupName,
  DownloadWorkspace,
} from './backup-download-workspace';

let cloud: Simulator;
afterEach(() => cloud.close());

async function workspaceFor(backup: BackupName, args: Arguments = {}, fileBytes = 100_000) {
  cloud = await startSimulator({ fileBytes });
  return DownloadWorkspace.of(cloud, backup, args);
}

/** Slow enough to be interrupted. */
const SLOWLY: Fault = { kind: 'drip', bytes: 16 * 1024, milliseconds: 20 };
const LARGE = 8 * 1024 * 1024;

test('a plan shows the files, and is applied after all links of plan time are dead', async () => {
  const workspace = await workspaceFor('cluster');
  const plan = await workspace.plan('-out=saved');
  for (const name of workspace.names) expect(plan).toContain(name);
  expect(plan).toMatch(/\+ size\s+= 98/);
  expect(plan).toMatch(/\+ sha256\s+= \(known after apply\)/);
  await workspace.succeed('show', '-json', 'saved');
  cloud.linksHaveExpired();
  await workspace.apply('saved');
  await workspace.expectTheFiles();
  expect(await workspace.readLog()).toMatch(/\[INFO\].*downloaded: .*size_bytes=100000/);
});

test('plans are quiet whatever becomes of links and backup, until a file is missing', async () => {
  const workspace = await workspaceFor('cluster');
  await workspace.apply();
  cloud.linksHaveExpired();
  const { cluster } = cloud.backups;
  cloud.estate.backups.delete(cluster.id);
  await workspace.expectQuietPlan();
  cloud.estate.backups.set(cluster.id, cluster);
  await rm(workspace.pathOf(workspace.names[0]!));
  await truncate(workspace.pathOf(workspace.names[1]!), 10);
  expect(await workspace.apply()).toContain('0 added, 1 changed, 0 destroyed');
  await workspace.expectTheFiles();
  await workspace.destroy();
  expect(existsSync(workspace.directory)).toBe(false);
});

test('an import takes files over that are there, and a plan is quiet', async () => {
  const workspace = await workspaceFor('single');
  await mkdir(workspace.directory);
  for (const file of cloud.backups.single.files) {
    await writeFile(workspace.pathOf(file.name), cloud.contentOf(file));
  }
  const { instanceId, id } = cloud.backups.single;
  await workspace.succeed('import', 'dds_backup_download.files', `${instanceId}/${id}/files`);
  await workspace.expectQuietPlan();
});

test('a state from a workspace at another path does not mean another download', async () => {
  const first = await workspaceFor('single');
  await first.apply();
  const second = await DownloadWorkspace.of(cloud, 'single');
  second.writeState(first.readState());
  expect(await second.plan()).toContain('0 to add, 1 to change, 0 to destroy');
});

test('files that change after the plan are not downloaded before the next one', async () => {
  const workspace = await workspaceFor('single');
  await workspace.plan('-out=saved');
  cloud.backups.single.files.forEach((file) => (file.bytes = 200_000));
  // Terraform compares before the provider may: it plans again without saying what was planned.
  expect(await workspace.fail('apply', 'saved')).toMatch(
    /inconsistent final plan.*files\[0\].size/,
  );
  expect(existsSync(workspace.directory)).toBe(false);
  await workspace.apply();
  await workspace.expectTheFiles();
});

describe('an apply that does not come to its end taints nothing, and the next one continues', () => {
  async function completes(workspace: DownloadWorkspace, outcome: string) {
    expect(workspace.readState()).not.toContain('tainted');
    expect(await workspace.apply()).toContain(outcome);
    await workspace.expectTheFiles();
  }

  test('when one of the files fails, and destroying says that there is nothing', async () => {
    const workspace = await workspaceFor('cluster');
    const [broken] = workspace.names;
    const fault = cloud.inject({
      action: 'GetObject',
      path: new RegExp(`${broken!}$`),
      fault: { kind: 'answer', status: 404 },
      times: Infinity,
    });
    expect(await workspace.fail(...APPLY)).toMatch(
      /2 of 3 files are complete\. .* the next apply continues there\. .*remove the files yourself/,
    );
    expect(await workspace.destroy()).toContain('Resources: 0 destroyed');
    expect(await filesBelow(workspace.directory)).toHaveLength(3); // two files, and the record
    fault.remove();
    await completes(workspace, '1 added, 0 changed, 0 destroyed');
    await workspace.destroy();
    expect(existsSync(workspace.directory)).toBe(false);
  });

  test('when time runs out', async () => {
    const args = { timeouts: '{\n create = "4s"\n}' };
    const workspace = await workspaceFor('single', args, LARGE);
    const fault: Fault = { kind: 'stall', bytes: 16 * 1024 };
    const silent = cloud.inject({ action: 'GetObject', fault, times: Infinity, skip: 1 });
    expect(await workspace.fail(...APPLY)).toMatch(
      /No answer within 4s .*create = "4s".* allow more with timeouts { create = "…" }.* the next apply continues there/,
    );
    silent.remove();
    workspace.define();
    await completes(workspace, '1 added, 0 changed, 0 destroyed');
  });

  test('when Ctrl-C is pressed while it adds files', async () => {
    const workspace = await workspaceFor('cluster', {}, LARGE);
    const [one] = workspace.names;
    workspace.define({ file_names: `["${one!}"]` });
    await workspace.apply();
    workspace.define();
    const slow = cloud.inject({ action: 'GetObject', fault: SLOWLY, times: Infinity });
    const engine = workspace.start(...APPLY);
    await bytesAreRecorded(workspace);
    engine.interrupt();
    const { exitCode, output } = await engine.ended;
    expect(exitCode).toBe(1);
    expect(output).toContain('Interrupted');
    slow.remove();
    await completes(workspace, '0 added, 1 changed, 0 destroyed');
  });
});

/** Settles when part of a file is on the disk. */
async function bytesAreRecorded({ directory }: DownloadWorkspace): Promise<void> {
  for (let waits = 0; waits < 1200; waits += 1) {
    const found = existsSync(directory) ? await filesBelow(directory) : [];
    const journals = found.filter((name) => /\.tar\.lz4\..*\.journal$/.test(name));
    const texts = await Promise.all(journals.map((name) => textOf(path.join(directory, name))));
    if (texts.some((text) => text.includes('"finished":[{'))) return;
    await pause(50);
  }
  throw new Error('no bytes are recorded');
}

/** Empty while it is being replaced. */
function textOf(journal: string): Promise<string> {
  return readFile(journal, 'utf8').catch(() => '');
}

test('a directory that cannot be used is named', async () => {
  const workspace = await workspaceFor('single');
  await writeFile(workspace.directory, '');
  expect(await workspace.fail('plan', '-input=false')).toMatch(
    /Not a directory .*directory = "files".*files is a file/,
  );
});
