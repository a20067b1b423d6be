import { Cloud, type CloudOptions } from '../../lib/huaweicloud/cloud';
import { CloudError } from '../../lib/huaweicloud/errors/cloud-error';
import { type GivenSettings } from '../../lib/huaweicloud/settings/settings';
import { type Answers } from './differences';
import { observeAnswers } from './observed-answers';
import { apiOf, sanitized } from './sanitized-answer';

/** A backup that exists. */
export interface LiveIds {
  readonly instanceId: string;
  readonly backupId: string;
}

/** All that was asked, and whether the backup is one of a cluster. */
export interface LiveAnswers {
  readonly answers: Answers;
  readonly isCluster: boolean;
}

/**
 * Asks the cloud through the client that the provider has: for the links of the backup, for the backup in the list,
 * and for links of a backup and of an instance that do not exist. Reads only. Log-ins are not kept.
 */
export async function askForBackup(
  settings: GivenSettings,
  options: CloudOptions,
  { instanceId, backupId }: LiveIds,
): Promise<LiveAnswers> {
  const { signal } = new AbortController();
  const dds = new Cloud(settings, options).dds();
  let modes: readonly (string | undefined)[] = [];
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    links: () => dds.backupDownloadLinks({ instanceId, backupId }, signal),
    'backup in the list': async () => {
      const { backups } = await dds.backups({ instanceId, backupId }, signal);
      modes = backups.map(({ instanceMode }) => instanceMode);
    },
    'links of no backup': () =>
      dds.backupDownloadLinks({ instanceId, backupId: nobodys(backupId) }, signal),
    'links of no instance': () =>
      dds.backupDownloadLinks({ instanceId: nobodys(instanceId), backupId }, signal),
  };
  const answers: Record<string, Answers[string]> = {};
  for (const [name, call] of Object.entries(calls)) {
    for (const answer of await observeAnswers(() => call().catch(ignoreRefusal))) {
      if (isKept(answer.path)) answers[`${name}: ${apiOf(answer)}`] = sanitized(answer);
    }
  }
  return { answers, isCluster: modes.includes('Sharding') };
}

/** An id of the same kind that belongs to nothing. */
function nobodys(id: string): string {
  return id.replace(/^[0-9a-f]{32}/, '0'.repeat(32));
}

/** What the cloud refuses is as interesting as what it gives, unless it lets nobody in. */
function ignoreRefusal(error: unknown): void {
  const refused = error instanceof CloudError && error.status !== undefined;
  if (!refused || error.category === 'credentials') throw error;
}

/** Answers to log-ins hold tokens and keys. */
function isKept(path: string): boolean {
  return /\/v3\/projects$|\/backups(?:\/|$)/.test(path);
}
