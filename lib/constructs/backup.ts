import { type ITerraformDependable, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { DataDdsBackup, type DataDdsBackupConfig } from '../imports';
import { BackupDownloadLinks, type BackupDownloadLinksOptions } from './backup-download-links';
import { type BackupIdOptions, type BackupLookupProps } from './backup-lookup';
import {
  EphemeralBackupDownloadLinks,
  type EphemeralBackupDownloadLinksOptions,
} from './ephemeral-backup-download-links';
import { multiplierOf } from './private/blocks/many-instances';
import { addressInOwnStack } from './private/blocks/own-stack';
import { requireValidFilter } from './private/checks/backup-filter-rules';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { requireDuration } from './private/checks/validation';

/** One DDS backup that exists already. */
export interface IBackup extends IConstruct, ITerraformDependable {
  /** ID of the backup. */
  readonly backupId: string;

  /** Name of the backup. */
  readonly name: string;

  /** `Auto`, `Manual` or `Incremental`, verbatim from the API. */
  readonly backupType: string;

  /** `COMPLETED`, `BUILDING`, `FAILED` …, verbatim from the API. */
  readonly status: string;

  /** Description of the backup. */
  readonly description: string;

  /** `Snapshot`, `Physical`, `Logical` or `Incremental`. */
  readonly backupMethod: string;

  /** Size in KB; as `BackupFile.size` a string that stands for a number. */
  readonly size: string;

  /** When the backup was begun, verbatim from the API. */
  readonly beginTime: string;

  /** When the backup was done, verbatim from the API. */
  readonly endTime: string;

  /** When the backup was begun, as RFC 3339 in UTC. */
  readonly startedAt: string;

  /** When the backup was done, as RFC 3339 in UTC; null until then. */
  readonly finishedAt: string;

  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** Name of the instance. */
  readonly instanceName: string;

  /** Mode of the instance: `Sharding`, `ReplicaSet` or `Single`. */
  readonly instanceMode: string;

  /** Status of the instance. */
  readonly instanceStatus: string;

  /** Database of the instance, for example `DDS-Community`. */
  readonly datastoreType: string;

  /** Version of the database, for example `4.4`. */
  readonly datastoreVersion: string;

  /** Defines links for downloading the backup, with its provider, region and project unless others are given. */
  downloadLinks(id: string, options?: BackupDownloadLinksOptions): BackupDownloadLinks;

  /** Defines links that are never stored, with the provider, region and project of the backup unless others are given. */
  ephemeralDownloadLinks(
    id: string,
    options?: EphemeralBackupDownloadLinksOptions,
  ): EphemeralBackupDownloadLinks;
}

/**
 * One DDS backup, looked up whenever the stack is planned.
 *
 * Source: DDS API reference, "Querying the Backup List".
 */
export class Backup extends Construct implements IBackup {
  /**
   * The newest backup that fits, and unless `status` is given is completed. Where there is none, the run fails and lists
   * what was there.
   */
  public static fromLookup(scope: Construct, id: string, props: BackupLookupProps = {}): IBackup {
    return new Backup(scope, id, { mostRecent: true, ...props });
  }

  /**
   * The backup with an ID, in whatever status it is. It is looked up, so that the run fails early where it does not
   * exist, and its instance and the like are known.
   *
   * Where the instance is known and nothing else is of interest, `BackupDownloadLinks` needs no such look-up.
   */
  public static fromBackupId(
    scope: Construct,
    id: string,
    backupId: string,
    options: BackupIdOptions = {},
  ): IBackup {
    return new Backup(scope, id, { ...options, backupId });
  }

  public readonly fqn: string;
  public readonly backupId: string;
  public readonly name: string;
  public readonly backupType: string;
  public readonly status: string;
  public readonly description: string;
  public readonly backupMethod: string;
  public readonly size: string;
  public readonly beginTime: string;
  public readonly endTime: string;
  public readonly startedAt: string;
  public readonly finishedAt: string;
  public readonly instanceId: string;
  public readonly instanceName: string;
  public readonly instanceMode: string;
  public readonly instanceStatus: string;
  public readonly datastoreType: string;
  public readonly datastoreVersion: string;

  private readonly home: Pick<BackupDownloadLinksOptions, 'provider' | 'region' | 'projectId'>;

  private constructor(scope: Construct, id: string, props: BackupLookupProps) {
    super(scope, id);
    requireValidFilter(this, props);
    requireDuration(this, 'timeouts.read', props.timeouts?.read);
    requireOne(this, props);

    const found = new DataDdsBackup(this, 'Default', props);
    this.fqn = addressInOwnStack(this, found);
    this.backupId = found.id;
    this.name = found.name;
    this.backupType = found.type;
    this.status = found.status;
    this.description = found.description;
    this.backupMethod = found.backupMethod;
    this.size = Token.asString(found.interpolationForAttribute('size'));
    this.beginTime = found.beginTime;
    this.endTime = found.endTime;
    this.startedAt = found.startedAt;
    this.finishedAt = found.finishedAt;
    this.instanceId = found.instanceId;
    this.instanceName = found.instanceName;
    this.instanceMode = found.instanceMode;
    this.instanceStatus = found.instanceStatus;
    this.datastoreType = found.datastore.type;
    this.datastoreVersion = found.datastore.version;
    this.home = { provider: props.provider, region: props.region, projectId: props.projectId };

    this.node.addValidation(new ProviderIsPresent(this));
  }

  public downloadLinks(id: string, options: BackupDownloadLinksOptions = {}): BackupDownloadLinks {
    const { instanceId, backupId } = this;
    return new BackupDownloadLinks(this, id, { ...this.home, ...options, instanceId, backupId });
  }

  public ephemeralDownloadLinks(
    id: string,
    options: EphemeralBackupDownloadLinksOptions = {},
  ): EphemeralBackupDownloadLinks {
    const { instanceId, backupId } = this;
    return new EphemeralBackupDownloadLinks(this, id, {
      ...this.home,
      ...options,
      instanceId,
      backupId,
    });
  }
}

/** Where there should be several, CDKTF would write references that no engine understands. */
function requireOne(backup: IConstruct, config: DataDdsBackupConfig): void {
  const multiplier = multiplierOf(config);
  if (multiplier === undefined) return;
  throw new Error(
    `${backup.node.path}: a Backup is one and takes no ${multiplier}; look up each in a loop of your program, or use ` +
      `BackupQuery and go over what it finds`,
  );
}
