import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { DataDdsBackups } from '../imports';
import { type BackupFilter } from './backup-filter';
import { BackupList } from './listed-backup';
import { requireOneInstance } from './private/blocks/many-instances';
import { addressInOwnStack } from './private/blocks/own-stack';
import { requireValidFilter } from './private/checks/backup-filter-rules';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { requireDuration } from './private/checks/validation';

/** Which backups are listed. */
export interface BackupQueryProps extends BackupFilter {
  /**
   * How long to wait.
   *
   * @default - 5 minutes
   */
  readonly timeouts?: BackupQueryTimeouts;
}

/** How long `BackupQuery` waits. */
export interface BackupQueryTimeouts {
  /**
   * For the whole list, all pages and retries included: a duration such as `30s` or `5m`.
   *
   * @default "5m"
   */
  readonly read?: string;
}

/**
 * All DDS backups that fit, the newest first; none is no error.
 *
 * For links of each of them, query for the status `COMPLETED` and iterate: `const each = query.backups.allWithMapKey('id')`,
 * then `BackupDownloadLinks` with `forEach: each`, `instanceId: each.getString('instance_id')` and
 * `backupId: each.getString('id')`.
 *
 * Source: DDS API reference, "Querying the Backup List".
 */
export class BackupQuery extends Construct implements ITerraformDependable {
  /** Address of the data source, for references and `dependsOn`. */
  public readonly fqn: string;

  private readonly dataSource: DataDdsBackups;

  public constructor(scope: Construct, id: string, props: BackupQueryProps = {}) {
    super(scope, id);
    requireValidFilter(this, props);
    requireDuration(this, 'timeouts.read', props.timeouts?.read);

    this.dataSource = new DataDdsBackups(this, 'Default', props);
    this.fqn = addressInOwnStack(this, this.dataSource);

    this.node.addValidation(new ProviderIsPresent(this));
  }

  /** How many there are; as `BackupFile.size` a string that stands for a number. */
  public get totalCount(): string {
    requireOneInstance(this, this.dataSource, 'total_count');
    return Token.asString(this.dataSource.interpolationForAttribute('total_count'));
  }

  /** The backups, the newest first. */
  public get backups(): BackupList {
    requireOneInstance(this, this.dataSource, 'backups');
    return BackupList._of(this.dataSource);
  }
}
