import { type BackupDownloadLinks, type BackupFile } from '../dds/backup-download-links';
import { type Dds } from '../dds/dds';
import { type BackupAddress } from '../dds/find-reason';
import { CloudError } from '../errors/cloud-error';
import { foreign } from '../redaction/foreign-text';
import { Shared } from '../waiting/shared';
import { type LinkSource } from './object/link-source';

/**
 * The links to the files of one backup. One request brings the links of all files, so whoever needs
 * a new one shares the request with all others.
 */
export class BackupLinks {
  private readonly renewal: Shared<void>;
  private links: ReadonlyMap<string, string | undefined>;

  private constructor(
    /** The first answer: its files stay those of the download, while its links are replaced. */
    readonly list: BackupDownloadLinks,
    request: (signal: AbortSignal) => Promise<BackupDownloadLinks>,
  ) {
    this.links = linksByFile(list);
    this.renewal = new Shared(
      'new download links',
      async (signal) => {
        this.links = linksByFile(await request(signal));
      },
      { result: () => false, failure: () => false },
    );
  }

  /** @throws CloudError */
  static async open(dds: Dds, backup: BackupAddress, signal: AbortSignal): Promise<BackupLinks> {
    const request = (during: AbortSignal) => dds.backupDownloadLinks(backup, during);
    return new BackupLinks(await request(signal), request);
  }

  /** @param file one of {@link list} */
  of(file: BackupFile): LinkSource {
    const current = () => linkIn(this.links, file);
    return {
      current,
      renewed: async (stale, signal) => {
        if (current() === stale) await this.renewal.get(signal);
        return current();
      },
    };
  }
}

function linksByFile({ files }: BackupDownloadLinks): ReadonlyMap<string, string | undefined> {
  return new Map(files.map((file) => [keyOf(file), file.downloadLink]));
}

/** Names are unique within a group. */
function keyOf({ groupId, groupName, name }: BackupFile): string {
  return JSON.stringify([groupId, groupName, name]);
}

function linkIn(links: ReadonlyMap<string, string | undefined>, file: BackupFile): string {
  const key = keyOf(file);
  const link = links.get(key);
  if (link) return link;
  const name = foreign(file.name ?? '');
  if (!links.has(key)) {
    throw new CloudError({
      category: 'not-found',
      summary: 'The file is gone',
      means: `The backup no longer has a file ${name}: the newest list of its files does not contain it.`,
      next: 'Check that the backup still exists; it may have been deleted meanwhile.',
    });
  }
  throw new CloudError({
    category: 'answer',
    summary: 'Unexpected answer',
    means: `The API gives no download link for ${name}.`,
    next: 'Run again; if the problem persists, report it to Huawei Cloud support.',
  });
}
