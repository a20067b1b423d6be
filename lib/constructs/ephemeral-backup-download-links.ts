import { type TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { BackupFileList } from './backup-file';
import { EphemeralBlock } from './private/ephemeral-block';
import { requireOnlyFile } from './private/only-file';
import { ProviderIsPresent } from './private/provider-presence';
import { requireDuration, requireText } from './private/validation';

/** Which backup, and how its links are read. */
export interface EphemeralBackupDownloadLinksProps extends TerraformMetaArguments {
  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** ID of a full or incremental backup of that instance. */
  readonly backupId: string;

  /**
   * Region of the instance.
   *
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * ID of the project of the instance.
   *
   * @default - the project of the provider, or the one of `region`
   */
  readonly projectId?: string;

  /**
   * Fail when a link would live shorter than this, by the clock of the cloud: a duration up to `15m`.
   *
   * @default - links are taken as they come
   */
  readonly minimumValidity?: string;

  /**
   * How long to wait.
   *
   * @default - 2 minutes
   */
  readonly timeouts?: EphemeralBackupDownloadLinksTimeouts;
}

/** How long `EphemeralBackupDownloadLinks` waits. */
export interface EphemeralBackupDownloadLinksTimeouts {
  /**
   * For the links, all retries included: a duration such as `30s` or `5m`.
   *
   * @default "2m"
   */
  readonly open?: string;
}

/**
 * Links for downloading the files of a DDS backup, which are never stored: neither in the state nor in a plan.
 *
 * They are read in each plan and again in each apply. Their values can be used in provisioners, in the configuration of
 * providers, in write-only arguments and in other ephemeral blocks; for outputs and ordinary arguments there is
 * `BackupDownloadLinks`. Needs Terraform 1.10 or OpenTofu 1.11.
 */
export class EphemeralBackupDownloadLinks extends Construct {
  /** Name of the OBS bucket that holds the files; null where the API does not say. */
  public readonly bucket: string;

  /** The files, ordered by group name, then by name. */
  public readonly files: BackupFileList;

  /** When the first of the links expires, as RFC 3339 in UTC; null where the API's answer cannot be read. */
  public readonly expiresAt: string;

  private readonly block: EphemeralBlock;

  public constructor(scope: Construct, id: string, props: EphemeralBackupDownloadLinksProps) {
    super(scope, id);
    requireText(this, 'instanceId', props.instanceId);
    requireText(this, 'backupId', props.backupId);
    requireDuration(this, 'minimumValidity', props.minimumValidity);
    requireDuration(this, 'timeouts.open', props.timeouts?.open);

    this.block = new EphemeralBlock(this, 'Default', 'dds_backup_download_links', props, {
      instance_id: props.instanceId,
      backup_id: props.backupId,
      region: props.region,
      project_id: props.projectId,
      minimum_validity: props.minimumValidity,
      timeouts: props.timeouts,
    });
    this.bucket = this.block.interpolationForAttribute('bucket').toString();
    this.files = new BackupFileList(this.block, 'files');
    this.expiresAt = this.block.interpolationForAttribute('expires_at').toString();

    this.node.addValidation(new ProviderIsPresent(this));
  }

  /** The link of the only file of the backup. Where there are several, the run fails and names them. */
  public get downloadLink(): string {
    requireOnlyFile(this.block);
    return this.files.get(0).downloadLink;
  }
}
