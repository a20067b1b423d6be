import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemCode } from '../../errors/system-code';
import { type ObjectIdentity } from '../object/object-identity';
import { syncDirectory } from './directory';
import { type Inode, inodeOf, isSame } from './inode';
import { readJournal, thisProcess, writeJournal } from './journal';
import { type PartNames, partNames, type Place, randomKey } from './part-names';
import { refusedName } from './refused-name';
import { type Span, Spans } from './spans';

/** The part file is no longer at its path: another run has finished it, or somebody removed it. */
export class PartFileGone extends Error {}

/** A download that is interrupted waits so long for the disk (ms); the last journal serves as well. */
const LONGEST_LAST_SAVE = 500;

/** Bytes of a block as `stat` counts them. */
const BLOCK = 512;

const openHere = new Set<string>();

/**
 * An unfinished file, with a journal of the bytes that are on the disk. Two runs may write to it at
 * once: the name stands for the object's content and every byte goes to its offset, so both write the
 * same bytes to the same places.
 */
export class PartFile {
  private saved: number;
  private isFinished = false;
  private isClosed = false;
  private saving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly place: Place,
    private readonly names: PartNames,
    private readonly identity: ObjectIdentity,
    /** Without it no later run can find the file. */
    private readonly keepsJournal: boolean,
    private readonly file: FileHandle,
    private readonly inode: Inode,
    /** Bytes that have their place on the disk since before it was opened. */
    private readonly allocated: number,
    /** The bytes that are written. */
    readonly written: Spans,
  ) {
    this.saved = written.bytes;
    openHere.add(names.part);
  }

  /** Whether this process is writing to the part file of these names. */
  static isOpenHere({ part }: PartNames): boolean {
    return openHere.has(part);
  }

  /**
   * Opens what an earlier run has left, or starts anew.
   * @param key stands for the object's content; undefined if nothing does
   */
  static async open(
    place: Place,
    identity: ObjectIdentity,
    key: string | undefined,
  ): Promise<PartFile> {
    const names = partNames(place, key ?? randomKey());
    const { file, isNew } = await openPart(place, names.part, identity.size);
    try {
      const found = await file.stat({ bigint: true });
      const inode = inodeOf(found);
      // A journal tells nothing about a file that has been made only now.
      if (isNew) await rm(names.journal, { force: true });
      const journal = isNew ? undefined : await readJournal(names, identity);
      const written = new Spans(
        journal !== undefined && isSame(journal.inode, inode) ? journal.finished : [],
      );
      const isUsable = written.end <= found.size;
      const spans = isUsable ? written : new Spans();
      const allocated = Number(found.blocks) * BLOCK;
      return new PartFile(place, names, identity, key !== undefined, file, inode, allocated, spans);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** For whoever reads along; usable until the file is closed. */
  get descriptor(): number {
    return this.file.fd;
  }

  /** Bytes that it still takes from the file system. */
  get neededSpace(): number {
    return Math.max(0, this.identity.size - Math.max(this.allocated, this.written.bytes));
  }

  /** Tells other runs, before there are new bytes to record, that this one has begun. */
  async claim(): Promise<void> {
    if (this.keepsJournal) await this.record([...this.written]);
  }

  /** Writes bytes from an offset on. */
  async write(bytes: Buffer, offset: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const at = offset + done;
      const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, at);
      this.written.add({ from: at, to: at + bytesWritten });
      done += bytesWritten;
    }
  }

  /**
   * Puts on the disk what is written, then records it in the journal.
   * @throws PartFileGone
   */
  save(): Promise<void> {
    const next = this.saving.catch(() => undefined).then(() => this.saveNow());
    // Whoever waits handles the failure.
    next.catch(() => undefined);
    this.saving = next;
    return next;
  }

  /**
   * Gives the complete file its final name.
   * @throws PartFileGone
   */
  async finish(): Promise<void> {
    await this.saving.catch(() => undefined);
    const { size } = await this.file.stat();
    const wanted = this.identity.size;
    if (this.written.bytes !== wanted || size !== wanted) {
      throw new Error(`${size} bytes, ${this.written.bytes} of them written, instead of ${wanted}`);
    }
    await this.file.sync();
    await this.requirePresence();
    const { directory, name } = this.place;
    await rename(this.names.part, `${directory}/${name}`).catch((error: unknown) => {
      throw systemCode(error) === 'ENOENT' ? new PartFileGone() : error;
    });
    await syncDirectory(directory);
    this.isFinished = true;
    await rm(this.names.journal, { force: true });
  }

  /** Leaves the file to a later run, if one can find it. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    const closed = this.lastSave()
      .catch(() => undefined)
      .then(() => this.release());
    await Promise.race([closed, pause(LONGEST_LAST_SAVE, undefined, { ref: false })]);
  }

  /** Removes the file, whose bytes are of no use. */
  async discard(): Promise<void> {
    await this.saving.catch(() => undefined);
    await rm(this.names.journal, { force: true });
    await rm(this.names.part, { force: true });
    await this.release();
  }

  private async lastSave(): Promise<void> {
    if (!this.isFinished && !this.keepsJournal) await rm(this.names.part);
    else if (!this.isFinished) await this.save();
  }

  private async release(): Promise<void> {
    this.isClosed = true;
    openHere.delete(this.names.part);
    await this.file.close();
  }

  private async saveNow(): Promise<void> {
    if (!this.keepsJournal || this.written.bytes === this.saved) return;
    const { bytes } = this.written;
    const finished = [...this.written];
    await this.file.datasync();
    await this.requirePresence();
    if (await this.record(finished)) this.saved = bytes;
  }

  /** Writes the journal. Says whether it is there. */
  private async record(finished: readonly Span[]): Promise<boolean> {
    const { identity, inode } = this;
    try {
      await writeJournal(this.names, { identity, inode, finished, writer: thisProcess });
      return true;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      // Another run has finished the file, and is removing what is left of it, this journal too.
      await this.requirePresence();
      return false;
    }
  }

  private async requirePresence(): Promise<void> {
    const found = await lstat(this.names.part, { bigint: true }).catch((error: unknown) => {
      throw systemCode(error) === 'ENOENT' ? new PartFileGone() : error;
    });
    if (!isSame(inodeOf(found), this.inode)) throw new PartFileGone();
  }
}

const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;

/** What is there is used only if it can be ours: no link of any kind, not too long. */
async function openPart(
  { directory, name }: Place,
  path: string,
  size: number,
): Promise<{ file: FileHandle; isNew: boolean }> {
  for (;;) {
    try {
      return { file: await open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600), isNew: true };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') {
        throw (await refusedName(join(directory, name), error)) ?? error;
      }
    }
    let file: FileHandle | undefined;
    try {
      file = await open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK);
      const found = await file.stat();
      if (found.isFile() && found.nlink === 1 && found.size <= size) return { file, isNew: false };
    } catch (error) {
      if (!['ELOOP', 'ENOENT', 'ENXIO'].includes(systemCode(error))) {
        await file?.close();
        throw error;
      }
    }
    await file?.close();
    await rm(path, { force: true });
  }
}
