/**
 * Politeness, not safety: two runs may write the same file at once without harm, but one of them
 * fetches its bytes in vain. The journal says who writes, and changes as long as bytes come in.
 */
import { lstat } from 'node:fs/promises';
import { systemCode } from '../../errors/system-code';
import { foreign } from '../../redaction/foreign-text';
import { interrupted } from '../../waiting/interrupted';
import { pause } from '../../waiting/waiting';
import { type ObjectIdentity } from '../object/object-identity';
import { readJournal, stateOfJournal, thisProcess, type Writer } from './journal';
import { PartFile } from './part-file';
import { type PartNames } from './part-names';

/** A run without a byte for so long is not waited for (ms). */
const SILENCE = 10_000;
/** Of another machine only a journal of this age is looked at again (ms); clocks may differ. */
const RECENT = 60_000;
const LOOK_AGAIN = 500;

/** The run that seems to be downloading this file, as in "process 12 on host-1". */
export async function otherRun(
  names: PartNames,
  identity: ObjectIdentity,
): Promise<string | undefined> {
  const journal = await readJournal(names, identity);
  if (journal === undefined || !(await mayBeAlive(journal.writer, names))) return undefined;
  return `process ${journal.writer.pid} on ${foreign(journal.writer.host)}`;
}

/** Waits until the other run has ended, or has had no byte for ten seconds. */
export async function endOfOtherRun(names: PartNames, signal: AbortSignal): Promise<void> {
  let state = await stateOfJournal(names);
  for (let silence = 0; state !== undefined && silence < SILENCE; silence += LOOK_AGAIN) {
    await pause(LOOK_AGAIN, signal, () => interrupted(signal, 'another run'));
    const now = await stateOfJournal(names);
    if (now !== state) silence = 0;
    state = now;
  }
}

/** In doubt yes: then the journal has to change. */
async function mayBeAlive(writer: Writer, names: PartNames): Promise<boolean> {
  if (writer.process === thisProcess.process) return PartFile.isOpenHere(names);
  if (writer.host === thisProcess.host) return writer.pid !== process.pid && exists(writer.pid);
  const found = await lstat(names.journal).catch(() => undefined);
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) < RECENT;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
