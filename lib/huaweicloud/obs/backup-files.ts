import { type BackupFile } from '../dds/backup-download-links';
import { type Dds } from '../dds/dds';
import { type BackupAddress } from '../dds/find-reason';
import { CloudError } from '../errors/cloud-error';
import { foreign } from '../redaction/foreign-text';
import { BackupLinks } from './backup-links';
import { type PlannedFile } from './files/download-observer';
import { planFiles } from './files/file-names';
import { isPlausible } from './files/plausible-size';
import { type ObjectStore } from './object/object-store';
import { RemoteObject, type RemoteObjectOptions } from './object/remote-object';

/** The files of one backup, with their paths and objects. */
export class BackupFiles {
  /** In the order of the list. */
  readonly planned: readonly PlannedFile[];
  private readonly listed: ReadonlyMap<PlannedFile, BackupFile>;

  private constructor(
    private readonly links: BackupLinks,
    private readonly store: ObjectStore,
  ) {
    const { files } = links.list;
    this.planned = planFiles(files.map(({ name, size, groupName }) => ({ name, size, groupName })));
    this.listed = new Map(
      files.flatMap((file, index) => {
        const planned = this.planned[index];
        return planned === undefined ? [] : [[planned, file]];
      }),
    );
  }

  /** @throws CloudError if there are no links, or names that cannot be those of files */
  static async open(
    dds: Dds,
    backup: BackupAddress,
    store: ObjectStore,
    signal: AbortSignal,
  ): Promise<BackupFiles> {
    return new BackupFiles(await BackupLinks.open(dds, backup, signal), store);
  }

  get region(): string {
    return this.links.list.region;
  }

  get projectId(): string {
    return this.links.list.projectId;
  }

  /** The OBS bucket, undefined if the API does not name it. */
  get bucket(): string | undefined {
    return this.links.list.bucket;
  }

  /** @throws CloudError */
  async objectOf(planned: PlannedFile, signal: AbortSignal): Promise<RemoteObject> {
    const object = await RemoteObject.open(this.optionsOf(planned), signal);
    requireKnown(object, planned);
    return object;
  }

  /**
   * The same for whoever reads all of it from its start; has to be closed.
   * @throws CloudError
   */
  async begunObjectOf(planned: PlannedFile, signal: AbortSignal): Promise<RemoteObject> {
    const object = await RemoteObject.begin(this.optionsOf(planned), signal);
    try {
      requireKnown(object, planned);
    } catch (error) {
      object.close();
      throw error;
    }
    return object;
  }

  private optionsOf(planned: PlannedFile): RemoteObjectOptions {
    const file = this.listed.get(planned);
    if (file === undefined) throw new Error('the file is not one of this backup');
    return { store: this.store, links: this.links.of(file), name: planned.name };
  }
}

/**
 * OBS gives a validator with every object. An answer without one, and of another size than the list
 * says, is not from OBS: it may be the page of a proxy or of a login.
 */
function requireKnown({ key, identity }: RemoteObject, { name, size }: PlannedFile): void {
  if (key !== undefined || size === undefined || isPlausible(identity.size, size)) return;
  throw new CloudError({
    category: 'answer',
    summary: 'Unexpected answer from OBS',
    means: `What answers for ${foreign(name)} is not its object: it has ${identity.size} bytes and no ETag, but the list of files says ${size} KB.`,
    next: 'Check that no proxy or login page answers in place of OBS.',
  });
}
