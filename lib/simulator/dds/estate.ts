/** What the cloud holds: instances and their backups. Tests change them while the simulator runs. */

export type InstanceMode = 'Single' | 'ReplicaSet' | 'Sharding';

export interface Instance {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly mode: InstanceMode;
  status: string;
  readonly datastore: { readonly type: string; readonly version: string };
}

/**
 * What the object store says about the version of a file: `md5` of the bytes, as for an object uploaded at once;
 * `multipart`, a digest of digests with the number of parts; `encrypted`, which looks like an MD5 and is none;
 * `weak`, as an intermediary makes it; `none`.
 */
export type EtagForm = 'md5' | 'multipart' | 'encrypted' | 'weak' | 'none';

export interface BackupFile {
  readonly name: string;
  bytes: number;
  /** Only the files of a cluster belong to a group. */
  readonly group?: { readonly id: string; readonly name: string };
  /** Goes up when the content is replaced; ETag and bytes follow it. */
  revision: number;
  /** Default `multipart`. */
  readonly etag?: EtagForm;
}

export interface Backup {
  readonly id: string;
  readonly name: string;
  readonly instanceId: string;
  readonly type: 'Auto' | 'Manual' | 'Incremental';
  readonly description: string;
  readonly method: string;
  readonly beginTime: Date;
  endTime?: Date;
  /** COMPLETED, BUILDING, FAILED, and while being deleted DISABLED (documents) or DELETING (SDKs). */
  status: string;
  files: BackupFile[];
}

export class Estate {
  readonly instances = new Map<string, Instance>();
  readonly backups = new Map<string, Backup>();

  addInstance(instance: Instance): Instance {
    this.instances.set(instance.id, instance);
    return instance;
  }

  addBackup(backup: Backup): Backup {
    this.backups.set(backup.id, backup);
    return backup;
  }

  /** Backups of a project with their instances, in no particular order. */
  backupsOf(projectId: string): { backup: Backup; instance: Instance }[] {
    return [...this.backups.values()].flatMap((backup) => {
      const instance = this.instances.get(backup.instanceId);
      return instance?.projectId === projectId ? [{ backup, instance }] : [];
    });
  }
}

/** Total in KB. INVENTED: rounded up; the API only says that the unit is KB. */
export function kilobytes(files: readonly BackupFile[]): number {
  return Math.ceil(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024);
}
