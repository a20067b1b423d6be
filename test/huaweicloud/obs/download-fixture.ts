import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type CloudOptions } from '../../../lib/huaweicloud/cloud';
import { type CloudError } from '../../../lib/huaweicloud/errors/cloud-error';
import {
  type BackupDownload,
  type BackupDownloadRequest,
  type DownloadObserver,
} from '../../../lib/huaweicloud/obs/backup-download';
import { type Simulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, patient } from '../cloud-of';

export type BackupName = keyof Simulator['backups'];

export interface TemporaryDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

export async function temporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), 'dds-download-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Attempts follow each other at once. */
export const hasty: CloudOptions = { objectLimits: { base: 1, cap: 5, stall: 2000 } };

/** Downloads one of the samples. */
export async function download(
  simulator: Simulator,
  backup: BackupName,
  request: Pick<BackupDownloadRequest, 'directory'> & Partial<BackupDownloadRequest>,
  signal = patient,
): Promise<BackupDownload> {
  const { id: backupId, instanceId } = simulator.backups[backup];
  const downloads = await cloudOf(simulator, {}, hasty).downloads(here);
  return downloads.toDirectory({ instanceId, backupId, ...request }, signal);
}

/** Does something once, when the first bytes are on their way. */
export function midway(action: () => unknown): DownloadObserver {
  let isDone = false;
  return {
    progressed() {
      if (isDone) return;
      isDone = true;
      action();
    },
  };
}

/** Interrupts a download of one of the samples after its first bytes. */
export async function interruptedDownload(
  simulator: Simulator,
  backup: BackupName,
  directory: string,
): Promise<CloudError> {
  const controller = new AbortController();
  const observer = midway(() => controller.abort());
  const request = { directory, observer, parallelism: 1 };
  const error = await failureOf(() => download(simulator, backup, request, controller.signal));
  await lastSave(directory);
  return error;
}

/**
 * Waits until an interrupted download has recorded its bytes, or removed what cannot be continued: it does not wait for
 * a slow disk itself.
 */
export async function lastSave(directory: string): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const left = (await filesBelow(directory)).filter((name) => /\.(?:journal|part)$/.test(name));
    const texts = left
      .filter((name) => name.endsWith('.journal'))
      .map((name) => readFile(join(directory, name), 'utf8').catch(() => ''));
    const isRecorded = (await Promise.all(texts)).some((text) => text.includes('"finished":[{'));
    if (left.length === 0 || isRecorded) return;
    await pause(10);
  }
}

/** Changes what a journal says, and its checksum with it. */
export async function rewriteJournal(
  journal: string,
  change: (content: object) => object,
): Promise<void> {
  const [text = ''] = (await readFile(journal, 'utf8')).split('\n');
  const changed = JSON.stringify(change(JSON.parse(text) as object));
  const sum = createHash('sha256').update(changed).digest('hex').slice(0, 16);
  await writeFile(journal, `${changed}\n${sum}\n`);
}

/** The paths of all files below a directory, hidden ones as well. */
export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
}

/** `any`: the bytes of one version of the object, if it has been replaced meanwhile. */
export type Version = 'newest' | 'any';

/** Each file of the backup is there as it should be, and nothing else. */
export async function expectOnlyTheFiles(
  simulator: Simulator,
  backup: BackupName,
  directory: string,
  version: Version = 'newest',
): Promise<void> {
  const names = simulator.backups[backup].files.map(({ name }) => name);
  expect(await filesBelow(directory)).toEqual(names.toSorted());
  for (const name of names) await expectTheFile(simulator, backup, join(directory, name), version);
}

/** @param path the name of the file is that in the backup */
export async function expectTheFile(
  simulator: Simulator,
  backup: BackupName,
  path: string,
  version: Version = 'newest',
): Promise<void> {
  const file = simulator.backups[backup].files.find(({ name }) => name === basename(path))!;
  const content = await readFile(path);
  const versions = Array.from({ length: file.revision }, (_, index) => file.revision - index);
  const isOne = versions
    .slice(0, version === 'newest' ? 1 : undefined)
    .some((revision) => content.equals(simulator.contentOf({ ...file, revision })));
  expect({ path, isOne }).toEqual({ path, isOne: true });
}

/** Whether this user may mount file systems; tests that need it are skipped otherwise. */
export function canMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('Tests that mount a file system are skipped: this user may not mount.\n');
    return false;
  }
}
