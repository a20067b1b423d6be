import { type ITerraformDependable, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { DataDdsBackup } from '../imports';
import { BackupDownload, type BackupDownloadOptions } from './backup-download';
import { BackupDownloadLinks, type BackupDownloadLinksOptions } from './backup-download-links';
import {
  type BackupIdOptions,
  type BackupLookupProps,
  type BackupLookupTimeouts,
} from './backup-lookup';
import {
  EphemeralBackupDownloadLinks,
  type EphemeralBackupDownloadLinksOptions,
} from './ephemeral-backup-download-links';
import { ownBlock } from './private/blocks/own-block';
import { addressInOwnStack } from './private/blocks/own-stack';
import { checkedFilter } from './private/checks/backup-filter-rules';
import { optionalTimeouts } from './private/checks/durations';
import { refuseResourceArguments, refuseSeveral } from './private/checks/meta-arguments';
import {
  BLOCK_ARGUMENT_NAMES,
  FILTER_NAMES,
  refuseMisspelt,
  type PropNames,
} from './private/checks/misspelt-props';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { checkStackOf } from './private/checks/stack-check';
import { optionalFlag, optionalString, requiredString } from './private/checks/strings';

/** An existing DDS backup. */
export interface IBackup extends IConstruct, ITerraformDependable {
  /** ID of the backup. */
  readonly backupId: string;

  /** Name of the backup. */
  readonly name: string;

  /** `Auto`, `Manual` or `Incremental`, verbatim from the API. */
  readonly backupType: string;

  /** `COMPLETED`, `BUILDING`, `FAILED` or another status, verbatim from the API. */
  readonly status: string;

  /** Description of the backup. */
  readonly description: string;

  /** `Snapshot`, `Physical`, `Logical` or `Incremental`. */
  readonly backupMethod: string;

  /** Size in KB. Like `BackupFile.size`, a string that represents a number. */
  readonly size: string;

  /** When the backup was started, verbatim from the API. */
  readonly beginTime: string;

  /** When the backup was finished, verbatim from the API. */
  readonly endTime: string;

  /** When the backup was started, in RFC 3339 and UTC. */
  readonly startedAt: string;

  /** When the backup was finished, in RFC 3339 and UTC. Null until then. */
  readonly finishedAt: string;

  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** Name of the instance. */
  readonly instanceName: string;

  /** Mode of the instance: `Sharding`, `ReplicaSet` or `Single`. */
  readonly instanceMode: string;

  /** Status of the instance. */
  readonly instanceStatus: string;

  /** Database engine of the instance, for example `DDS-Community`. */
  readonly datastoreType: string;

  /** Version of the database engine, for example `4.4`. */
  readonly datastoreVersion: string;

  /** Defines a download of the backup. Provider, region and project default to those of the backup. */
  download(id: string, options: BackupDownloadOptions): BackupDownload;

  /** Defines links for downloading the backup. Provider, region and project default to those of the backup. */
  downloadLinks(id: string, options?: BackupDownloadLinksOptions): BackupDownloadLinks;

  /** Defines links that are never stored. Provider, region and project default to those of the backup. */
  ephemeralDownloadLinks(
    id: string,
    options?: EphemeralBackupDownloadLinksOptions,
  ): EphemeralBackupDownloadLinks;
}

/**
 * A DDS backup that is looked up whenever the stack is planned.
 *
 * Source: DDS API reference, "Querying the Backup List".
 *
 * @exampleMetadata fixture=stack
 * @example
 * const latest = Backup.fromLookup(this, 'latest', {
 *   instanceId: '6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02',
 * });
 * latest.downloadLinks('links').exportOutputs({ prefix: 'latest' });
 */
export class Backup extends Construct implements IBackup {
  /** Terraform type of the data source, which the matchers of `Testing` look for. */
  public static readonly tfResourceType = 'dds_backup';

  /**
   * The newest backup that matches. Unless `status` is given, only completed backups match. If none does, the run fails
   * and lists the backups that exist.
   */
  public static fromLookup(scope: Construct, id: string, props: BackupLookupProps = {}): IBackup {
    return new Backup(scope, id, props);
  }

  /**
   * The backup with the given ID, whatever its status. It is looked up, so the run fails early if it does not exist,
   * and its other attributes are available.
   *
   * If you know the instance and need no other attribute, `BackupDownloadLinks` works without this lookup.
   */
  public static fromBackupId(
    scope: Construct,
    id: string,
    backupId: string,
    options: BackupIdOptions = {},
  ): IBackup {
    return new Backup(scope, id, { ...options, backupId }, true);
  }

  /** Address of the data source, for references and `dependsOn`. */
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

  private readonly origin: Origin;

  private constructor(scope: Construct, id: string, props: BackupLookupProps, isById = false) {
    super(scope, id);
    requireOneCdktf(this);
    refuseMisspelt(this, props, LOOKUP_NAMES);
    refuseSeveral(this, props);
    refuseResourceArguments(this, props);
    if (isById) requiredString(this, 'backupId', props.backupId);
    const filter = checkedFilter(this, props);
    const newest = optionalFlag(this, 'mostRecent', props.mostRecent) ?? true;
    const found = ownBlock(
      new DataDdsBackup(this, 'Default', {
        ...props,
        ...filter,
        mostRecent: isById ? undefined : newest,
        waitForCompletion: optionalFlag(this, 'waitForCompletion', props.waitForCompletion),
        timeouts: optionalTimeouts(this, props.timeouts, 'read'),
      }),
    );
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
    this.origin = { provider: props.provider, region: filter.region, projectId: filter.projectId };

    checkStackOf(this, ProviderIsPresent);
  }

  public download(id: string, options: BackupDownloadOptions): BackupDownload {
    const { instanceId, backupId } = this;
    const origin = this.originOf(options);
    return new BackupDownload(this, id, { ...options, ...origin, instanceId, backupId });
  }

  public downloadLinks(id: string, options: BackupDownloadLinksOptions = {}): BackupDownloadLinks {
    const { instanceId, backupId } = this;
    const origin = this.originOf(options);
    return new BackupDownloadLinks(this, id, { ...options, ...origin, instanceId, backupId });
  }

  public ephemeralDownloadLinks(
    id: string,
    options: EphemeralBackupDownloadLinksOptions = {},
  ): EphemeralBackupDownloadLinks {
    const { instanceId, backupId } = this;
    const origin = this.originOf(options);
    return new EphemeralBackupDownloadLinks(this, id, {
      ...options,
      ...origin,
      instanceId,
      backupId,
    });
  }

  /** Where to read: as the options say, otherwise where the backup was looked up. */
  private originOf({ provider, region, projectId }: Origin): Origin {
    return {
      provider: provider ?? this.origin.provider,
      region: optionalString(this, 'region', region) ?? this.origin.region,
      projectId: optionalString(this, 'projectId', projectId) ?? this.origin.projectId,
    };
  }
}

type Origin = Pick<BackupDownloadLinksOptions, 'provider' | 'region' | 'projectId'>;

const LOOKUP_NAMES: PropNames<BackupLookupProps> = {
  ...FILTER_NAMES,
  ...BLOCK_ARGUMENT_NAMES,
  mostRecent: true,
  waitForCompletion: true,
  timeouts: { read: true } satisfies PropNames<BackupLookupTimeouts>,
};
