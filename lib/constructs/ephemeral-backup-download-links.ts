import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { BackupFileList } from './backup-file';
import { type BlockArguments } from './block-arguments';
import { requireOnlyFile } from './private/blocks/chosen-file';
import { EphemeralBlock } from './private/blocks/ephemeral-block';
import { LinkSource } from './private/blocks/link-source';
import { optionalTimeouts } from './private/checks/durations';
import { checkedLinks } from './private/checks/links-rules';
import { refuseBesideEphemeral } from './private/checks/meta-arguments';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProviderIsPresent } from './private/checks/provider-presence';

/** How the links of a backup are read. */
export interface EphemeralBackupDownloadLinksOptions extends BlockArguments {
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

/** Which backup, and how its links are read. */
export interface EphemeralBackupDownloadLinksProps extends EphemeralBackupDownloadLinksOptions {
  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** ID of a full or incremental backup of that instance. */
  readonly backupId: string;
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
  private readonly source: LinkSource;

  public constructor(scope: Construct, id: string, props: EphemeralBackupDownloadLinksProps) {
    super(scope, id);
    requireOneCdktf(this);
    refuseBesideEphemeral(this, props);
    const { instanceId, backupId, region, projectId, minimumValidity } = checkedLinks(this, props);
    const block = new EphemeralBlock(this, 'Default', 'dds_backup_download_links', props, {
      instance_id: instanceId,
      backup_id: backupId,
      region,
      project_id: projectId,
      minimum_validity: minimumValidity,
      timeouts: optionalTimeouts(this, props.timeouts, 'open'),
    });
    this.source = new LinkSource(this, block);
    this.node.addValidation(new ProviderIsPresent(this));
  }

  /** Name of the OBS bucket that holds the files. Null where the API does not say. */
  public get bucket(): string {
    return Token.asString(this.source.interpolationForAttribute('bucket'));
  }

  /** The files, ordered by group name, then by name. */
  public get files(): BackupFileList {
    return BackupFileList._of(this.source);
  }

  /** When the first of the links expires, as RFC 3339 in UTC. Null where the API's answer cannot be read. */
  public get expiresAt(): string {
    return Token.asString(this.source.interpolationForAttribute('expires_at'));
  }

  /** The link of the only file of the backup. Where there are several, the run fails. */
  public get downloadLink(): string {
    const { downloadLink } = this.files.get(0);
    requireOnlyFile(this.source);
    return downloadLink;
  }
}
