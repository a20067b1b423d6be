import { type Dds } from '../../huaweicloud/dds/dds';
import { type BackupAddress } from '../../huaweicloud/dds/find-reason';
import { latestBackup } from '../../huaweicloud/dds/latest-backup';
import { CloudError } from '../../huaweicloud/errors/cloud-error';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { CommandFailed, textOf } from '../output/failure';
import { type Context } from '../run';

/** One backup of an instance: by its ID, or the latest one. */
export type BackupChoice =
  | { readonly instanceId: string; readonly backupId: string }
  | {
      readonly instanceId: string;
      readonly latest: {
        readonly type: string | undefined;
        /** Milliseconds. */
        readonly wait: number | undefined;
      };
    };

/** Finds the backup. Of the latest one, it says which one that is. */
export async function chosenBackup(
  dds: Dds,
  choice: BackupChoice,
  { output, signal }: Context,
): Promise<BackupAddress> {
  if ('backupId' in choice) return choice;
  const { instanceId, latest } = choice;
  let told: string | undefined;
  const waitingFor = (what: string) => {
    if (what !== told) output.note(`Waiting for ${what}.`);
    told = what;
  };
  const backup = await latestBackup(dds, { instanceId, ...latest }, signal, waitingFor).catch(
    (error: unknown) => {
      // Nothing but --wait sets a limit.
      const isOver = error instanceof CloudError && error.category === 'cancelled';
      if (!isOver || signal.aborted) throw error;
      const next = 'Run again to go on waiting, or set --wait to more.';
      throw new CommandFailed(`${textOf(error)}\n${next}`, { cause: error });
    },
  );
  output.note(`The latest backup is ${foreign(backup.backupId)}.`);
  return backup;
}
