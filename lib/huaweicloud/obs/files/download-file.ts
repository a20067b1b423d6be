import { type CloudError } from '../../errors/cloud-error';
import { named } from '../../errors/setting-names';
import { foreign } from '../../redaction/foreign-text';
import { interrupted } from '../../waiting/interrupted';
import { ObjectChanged } from '../object/object-changed';
import { type RemoteObject } from '../object/remote-object';
import { placeIn, requireRealFolder } from './directory';
import { type DownloadedFile, type PlannedFile } from './download-observer';
import { type DownloadRun } from './download-run';
import { differsFromList } from './expected-sha256';
import { fetchMissing } from './fetch-missing';
import { about, fileError } from './file-error';
import { type FinalFile, finalPath, findFinalFile, hashFinalFile, isInTheWay } from './final-file';
import { isSame } from './inode';
import { removeLeftovers, unlessForbidden } from './leftovers';
import { endOfOtherRun, otherRun } from './other-run';
import { PartFile, PartFileGone } from './part-file';
import { partNames, type Place } from './part-names';
import { isPlausible } from './plausible-size';

/** What to do about another run that seems to be downloading the same file. */
export type OtherRuns = 'leave it' | 'wait' | 'ignore';

/** How often a file starts over before it fails. */
const MOST_STARTS = 5;

/**
 * Downloads one file: a complete one is only hashed, an unfinished one continues.
 * @returns undefined if it was left to another run
 * @throws CloudError
 */
export async function downloadFile(
  file: PlannedFile,
  run: DownloadRun,
  others: OtherRuns,
): Promise<DownloadedFile | undefined> {
  const { path } = file;
  for (let starts = 1; ; starts += 1) {
    try {
      return await new FileDownload(file, run, others).run(starts === 1 ? 'later' : 'next');
    } catch (error) {
      if (run.signal.aborted) throw interrupted(run.signal, `the download of ${foreign(path)}`);
      if (!(error instanceof ObjectChanged || error instanceof PartFileGone)) throw error;
      if (starts === MOST_STARTS) throw reasonOf(error, path);
      run.observer.noticed?.(file, noticeOf(error));
    }
  }
}

function noticeOf(error: ObjectChanged | PartFileGone): string {
  return error instanceof ObjectChanged
    ? 'The object was replaced; starting over.'
    : 'Another run has finished or removed this file meanwhile; looking again.';
}

function reasonOf(error: ObjectChanged | PartFileGone, path: string): CloudError {
  return error instanceof ObjectChanged ? error : fileError(path, { code: 'ENOENT' });
}

class FileDownload {
  constructor(
    private readonly file: PlannedFile,
    private readonly shared: DownloadRun,
    private readonly others: OtherRuns,
  ) {}

  async run(turn: 'next' | 'later'): Promise<DownloadedFile | undefined> {
    const { connections, directory, signal } = this.shared;
    const { file } = this;
    const object = await connections.use(turn, () => this.shared.open(file));
    const place = await placeIn(directory, file.path);
    const found = await findFinalFile(place);
    const sha256 = found && (await this.hashIfComplete(place, found, object.identity.size));
    if (sha256 !== undefined) return this.done(place, object, sha256);
    const other = await this.otherRun(place, object);
    if (other === undefined) return this.fetch(place, object, found);
    if (this.others !== 'wait') return undefined;
    this.notice(`Another run (${other}) is downloading this file; waiting for it.`);
    await endOfOtherRun(partNames(place, object.key ?? ''), signal);
    return new FileDownload(file, this.shared, 'ignore').run('next');
  }

  /** Undefined if the file is to be replaced. */
  private async hashIfComplete(
    place: Place,
    found: FinalFile,
    size: number,
  ): Promise<string | undefined> {
    const { overwrite, hashes, observer } = this.shared;
    if (found.size !== size) {
      if (overwrite) return undefined;
      throw isInTheWay(place, found, size);
    }
    observer.started?.(this.file, { sizeBytes: size, bytes: size });
    const sha256 = await hashFinalFile(place, size, hashes);
    if (this.isExpected(sha256)) return sha256;
    if (overwrite) return undefined;
    const next = `The file was there already. Remove it, or set ${named('overwrite')} to download it again.`;
    throw differsFromList(finalPath(place), sha256, next);
  }

  private async otherRun(place: Place, object: RemoteObject): Promise<string | undefined> {
    if (this.others === 'ignore' || object.key === undefined) return undefined;
    return otherRun(partNames(place, object.key), object.identity);
  }

  private async fetch(
    place: Place,
    object: RemoteObject,
    found: FinalFile | undefined,
  ): Promise<DownloadedFile> {
    const path = finalPath(place);
    const { file } = this;
    const { identity, key } = object;
    const sha256 = await about(path, async () => {
      if (key !== undefined) await removeLeftovers(place, key);
      const part = await PartFile.open(place, identity, key);
      try {
        await this.shared.space.take(path, () => part.neededSpace);
        await part.claim();
        this.announce(object, part);
        const hash = await fetchMissing({ file, object, part }, this.shared);
        await this.requireExpected(path, hash, part);
        await this.requireFreeName(place, object, found);
        await part.finish();
        return hash;
      } finally {
        this.shared.space.giveBack(path);
        await part.close();
      }
    });
    return this.done(place, object, sha256);
  }

  private announce({ identity: { size } }: RemoteObject, part: PartFile): void {
    const { file } = this;
    this.shared.observer.started?.(file, { sizeBytes: size, bytes: part.written.bytes });
    if (file.size === undefined || isPlausible(size, file.size)) return;
    this.notice(`The list of files says ${file.size} KB, but the object has ${size} bytes.`);
  }

  private isExpected(sha256: string): boolean {
    const expected = this.shared.expectedSha256.get(this.file.path);
    return expected === undefined || expected.toLowerCase() === sha256;
  }

  private async requireExpected(path: string, sha256: string, part: PartFile): Promise<void> {
    if (this.isExpected(sha256)) return;
    await part.discard();
    const next = 'The file was not kept. Check where the expected value comes from.';
    throw differsFromList(path, sha256, next);
  }

  /** Looks again at what may have changed during the download. */
  private async requireFreeName(
    place: Place,
    { identity }: RemoteObject,
    before: FinalFile | undefined,
  ): Promise<void> {
    await requireRealFolder(this.shared.directory, this.file.path);
    const now = await findFinalFile(place);
    if (now === undefined || (before !== undefined && isSame(now.inode, before.inode))) return;
    // Another run has been faster.
    if (now.size === identity.size) throw new PartFileGone();
    if (!this.shared.overwrite) throw isInTheWay(place, now, identity.size);
  }

  private async done(
    place: Place,
    { identity }: RemoteObject,
    sha256: string,
  ): Promise<DownloadedFile> {
    await about(finalPath(place), () => removeLeftovers(place).catch(unlessForbidden));
    return { ...this.file, sizeBytes: identity.size, sha256 };
  }

  private notice(notice: string): void {
    this.shared.observer.noticed?.(this.file, notice);
  }
}
