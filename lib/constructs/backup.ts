import { type ITerraformDependable, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { BackupDownloadLinks, type BackupDownloadLinksOptions } from './backup-download-links';
import { type BackupIdOptions, type BackupLookupProps } from './backup-lookup';
import {
  EphemeralBackupDownloadLinks,
  type EphemeralBackupDownloadLinksOptions,
} from './ephemeral-backup-download-links';
import { BackupDataSource } from './private/blocks/data-sources';
import { addressInOwnStack } from './private/blocks/own-stack';
import { checkedFilter } from './private/checks/backup-filter-rules';
import { optionalTimeouts } from './private/checks/durations';
import { refuseResourceArguments, refuseSeveral } from './private/checks/meta-arguments';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { optionalText, requiredText } from './private/checks/texts';

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

  /** Size in KB. As `BackupFile.size` it is a string that stands for a number. */
  readonly size: string;

  /** When the backup was begun, verbatim from the API. */
  readonly beginTime: string;

  /** When the backup was done, verbatim from the API. */
  readonly endTime: string;

  /** When the backup was begun, as RFC 3339 in UTC. */
  readonly startedAt: string;

  /** When the backup was done, as RFC 3339 in UTC. Null until then. */
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
  /** Type of the data source, as `Testing` and its matchers look for it. */
  public static readonly tfResourceType = 'dds_backup';

  /**
   * The newest backup that fits, and unless `status` is given is completed. Where there is none, the run fails and lists
   * what was there.
   */
  public static fromLookup(scope: Construct, id: string, props: BackupLookupProps = {}): IBackup {
    return new Backup(scope, id, { ...props, mostRecent: props.mostRecent ?? true });
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
    return new Backup(scope, id, { ...options, backupId }, true);
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

  private readonly home: Place;

  private constructor(scope: Construct, id: string, props: BackupLookupProps, isById = false) {
    super(scope, id);
    requireOneCdktf(this);
    refuseResourceArguments(this, props);
    refuseSeveral(this, props);
    if (isById) requiredText(this, 'backupId', props.backupId);
    const filter = checkedFilter(this, props);
    const found = new BackupDataSource(this, 'Default', {
      ...props,
      ...filter,
      timeouts: optionalTimeouts(this, props.timeouts, 'read'),
    });
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
    this.home = { provider: props.provider, region: filter.region, projectId: filter.projectId };

    this.node.addValidation(new ProviderIsPresent(this));
  }

  public downloadLinks(id: string, options: BackupDownloadLinksOptions = {}): BackupDownloadLinks {
    const { instanceId, backupId } = this;
    const place = this.placeOf(options);
    return new BackupDownloadLinks(this, id, { ...options, ...place, instanceId, backupId });
  }

  public ephemeralDownloadLinks(
    id: string,
    options: EphemeralBackupDownloadLinksOptions = {},
  ): EphemeralBackupDownloadLinks {
    const { instanceId, backupId } = this;
    const place = this.placeOf(options);
    return new EphemeralBackupDownloadLinks(this, id, {
      ...options,
      ...place,
      instanceId,
      backupId,
    });
  }

  /** Where links are read: where the options say, otherwise where the backup was looked up. */
  private placeOf({ provider, region, projectId }: Place): Place {
    return {
      provider: provider ?? this.home.provider,
      region: optionalText(this, 'region', region) ?? this.home.region,
      projectId: optionalText(this, 'projectId', projectId) ?? this.home.projectId,
    };
  }
}

type Place = Pick<BackupDownloadLinksOptions, 'provider' | 'region' | 'projectId'>;
