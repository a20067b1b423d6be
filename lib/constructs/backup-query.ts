import { type ITerraformDependable, type TerraformMetaArguments, Token } from 'cdktf';
import { Construct } from 'constructs';
import { DataDdsBackups } from '../imports';
import { type BackupFilter } from './backup-filter';
import { BackupList } from './listed-backup';
import { requireOneInstance } from './private/blocks/many-instances';
import { ownBlock } from './private/blocks/own-block';
import { addressInOwnStack } from './private/blocks/own-stack';
import { checkedFilter } from './private/checks/backup-filter-rules';
import { optionalTimeouts } from './private/checks/durations';
import { refuseResourceArguments } from './private/checks/meta-arguments';
import {
  FILTER_NAMES,
  META_ARGUMENT_NAMES,
  refuseMisspelt,
  type PropNames,
} from './private/checks/misspelt-props';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { checkStackOf } from './private/checks/stack-check';

/** Which backups to list. */
export interface BackupQueryProps extends BackupFilter, TerraformMetaArguments {
  /**
   * Time limits.
   *
   * @default - 5 minutes
   */
  readonly timeouts?: BackupQueryTimeouts;
}

/** How long a `BackupQuery` may take. */
export interface BackupQueryTimeouts {
  /**
   * For the whole list, including all pages and retries: a duration such as `30s` or `5m`.
   *
   * @default "5m"
   */
  readonly read?: string;
}

/**
 * All DDS backups that match, newest first. An empty result is not an error.
 *
 * To get links for each of them, query for the status `COMPLETED` and iterate, as the example does.
 *
 * Source: DDS API reference, "Querying the Backup List".
 *
 * @exampleMetadata fixture=stack
 * @example
 * const completed = new BackupQuery(this, 'completed', {
 *   instanceId: '6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02',
 *   status: 'COMPLETED',
 * });
 * const each = completed.backups.allWithMapKey('id');
 * new BackupDownloadLinks(this, 'links', {
 *   forEach: each,
 *   instanceId: each.getString('instance_id'),
 *   backupId: each.getString('id'),
 * });
 */
export class BackupQuery extends Construct implements ITerraformDependable {
  /** Terraform type of the data source, which the matchers of `Testing` look for. */
  public static readonly tfResourceType = 'dds_backups';

  /** Address of the data source, for references and `dependsOn`. */
  public readonly fqn: string;

  private readonly dataSource: DataDdsBackups;

  public constructor(scope: Construct, id: string, props: BackupQueryProps = {}) {
    super(scope, id);
    requireOneCdktf(this);
    refuseMisspelt(this, props, QUERY_NAMES);
    refuseResourceArguments(this, props);
    this.dataSource = ownBlock(
      new DataDdsBackups(this, 'Default', {
        ...props,
        ...checkedFilter(this, props),
        timeouts: optionalTimeouts(this, props.timeouts, 'read'),
      }),
    );
    this.fqn = addressInOwnStack(this, this.dataSource);

    checkStackOf(this, ProviderIsPresent);
  }

  /** Number of backups. Like `BackupFile.size`, a string that represents a number. */
  public get totalCount(): string {
    requireOneInstance(this, this.dataSource, 'total_count');
    return Token.asString(this.dataSource.interpolationForAttribute('total_count'));
  }

  /** The backups, newest first. */
  public get backups(): BackupList {
    requireOneInstance(this, this.dataSource, 'backups');
    return BackupList._of(this.dataSource);
  }
}

const QUERY_NAMES: PropNames<BackupQueryProps> = {
  ...FILTER_NAMES,
  ...META_ARGUMENT_NAMES,
  timeouts: { read: true } satisfies PropNames<BackupQueryTimeouts>,
};
