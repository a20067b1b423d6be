import { type BackupFile } from '../../huaweicloud/dds/backup-download-links';
import { rfc3339 } from '../../huaweicloud/http/times';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { describeLinks } from '../../provider/described-links';
import { cloudOf } from '../cloud-of';
import { type GlobalOptions } from '../global-options';
import { jsonOf } from '../output/json';
import { sizeText } from '../output/units';
import { type Context, run } from '../run';
import { type BackupChoice, chosenBackup } from './chosen-backup';

/** Shows the download links of a backup. */
export function links(choice: BackupChoice, options: GlobalOptions): Promise<number> {
  return run(options, (context) => showLinks(choice, options, context));
}

async function showLinks(
  choice: BackupChoice,
  options: GlobalOptions,
  context: Context,
): Promise<undefined> {
  const { output, signal } = context;
  const dds = cloudOf(options).dds();
  const backup = await chosenBackup(dds, choice, context);
  const found = await dds.backupDownloadLinks(backup, signal);
  if (process.stdout.isTTY) {
    output.note(
      'These links are secret: whoever has one can download the file until it expires, after 15 minutes.',
    );
  }
  if (output.json) {
    const { instanceId: instance_id, backupId: backup_id } = backup;
    await output.result(jsonOf({ instance_id, backup_id, ...describeLinks(backup, found) }));
  } else {
    const title = (text: string) => output.styled('stdout', 'bold', text);
    await output.result(found.files.map((file) => linesOf(file, title)).join(''));
  }
  if (found.files.length === 0) output.note('The backup has no files.');
  return undefined;
}

/** A file with its link in a line of its own. */
function linesOf(file: BackupFile, title: (text: string) => string): string {
  const { name, groupName, size, downloadLink, linkExpiredTime, expiresAt } = file;
  const expiry = expiresAt === undefined ? linkExpiredTime : rfc3339(expiresAt);
  const facts = [
    title(foreign(name ?? '(without a name)')),
    ...(groupName === undefined ? [] : [foreign(groupName)]),
    ...(size === undefined ? [] : [sizeText(Number(size) * 1024)]),
    ...(expiry === undefined ? [] : [`expires ${foreign(expiry, 100)}`]),
  ];
  return `${facts.join('  ')}\n${downloadLink === undefined ? '(no link)' : shownLink(downloadLink)}\n`;
}

/** The link as it is, but without characters that no link has and that could control a terminal. */
function shownLink(link: string): string {
  return link.replace(/[^\x21-\x7e]/gu, (character) =>
    Buffer.from(character).toString('hex').replace(/../g, '%$&'),
  );
}
