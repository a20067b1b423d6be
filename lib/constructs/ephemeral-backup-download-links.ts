import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { BackupFileList } from './backup-file';
import { type BlockArguments } from './block-arguments';
import { requireOnlyFile } from './private/blocks/chosen-file';
import { EphemeralBlock } from './private/blocks/ephemeral-block';
import { FileSource } from './private/blocks/file-source';
import { addressInOwnStack } from './private/blocks/own-stack';
import { optionalTimeouts } from './private/checks/durations';
import { checkedLinks } from './private/checks/links-rules';
import { refuseOnEphemeral } from './private/checks/meta-arguments';
import {
  BLOCK_ARGUMENT_NAMES,
  refuseMisspelt,
  type PropNames,
} from './private/checks/misspelt-props';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { checkStackOf } from './private/checks/stack-check';
import { message } from './private/spelling';

/** How to read the links of a backup. */
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
   * @default - the project of the provider, or that of `region` if set
   */
  readonly projectId?: string;

  /**
   * Fail if a link expires sooner than this, by the clock of the cloud: a duration up to `15m`.
   *
   * @default - links are accepted however soon they expire
   */
  readonly minimumValidity?: string;

  /**
   * Time limits.
   *
   * @default - 2 minutes
   */
  readonly timeouts?: EphemeralBackupDownloadLinksTimeouts;
}

/** Which backup to read the links of, and how. */
export interface EphemeralBackupDownloadLinksProps extends EphemeralBackupDownloadLinksOptions {
  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** ID of a full or incremental backup of that instance. */
  readonly backupId: string;
}

/** How long opening `EphemeralBackupDownloadLinks` may take. */
export interface EphemeralBackupDownloadLinksTimeouts {
  /**
   * For reading the links, including retries: a duration such as `30s` or `5m`.
   *
   * @default "2m"
   */
  readonly open?: string;
}

/**
 * Links for downloading the files of a DDS backup that are never stored, neither in the state nor in a plan.
 *
 * They are read in each plan and again in each apply. Their values can be used in provisioners, provider
 * configurations, write-only arguments and other ephemeral blocks. For outputs and ordinary arguments use
 * `BackupDownloadLinks`. Requires Terraform 1.10 or OpenTofu 1.11.
 *
 * @exampleMetadata fixture=stack
 * @example
 * const links = new EphemeralBackupDownloadLinks(this, 'links', {
 *   instanceId: '6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02',
 *   backupId: 'f3a1b2c4d5e6478890a1b2c3d4e5f607br02',
 * });
 * const copy = new DataResource(this, 'copy');
 * copy.addOverride('provisioner.local-exec', {
 *   command: 'node download.mjs',
 *   environment: { LINK: links.downloadLink },
 * });
 */
export class EphemeralBackupDownloadLinks extends Construct implements ITerraformDependable {
  /** Address of the ephemeral block, for `dependsOn`. */
  public readonly fqn: string;

  private readonly source: FileSource;

  public constructor(scope: Construct, id: string, props: EphemeralBackupDownloadLinksProps) {
    super(scope, id);
    requireOneCdktf(this);
    refuseMisspelt(this, props, EPHEMERAL_LINKS_NAMES);
    refuseOnEphemeral(this, props);
    const { instanceId, backupId, region, projectId, minimumValidity } = checkedLinks(this, props);
    const block = new EphemeralBlock(this, 'Default', 'dds_backup_download_links', props, {
      instance_id: instanceId,
      backup_id: backupId,
      region,
      project_id: projectId,
      minimum_validity: minimumValidity,
      timeouts: optionalTimeouts(this, props.timeouts, 'open'),
    });
    this.source = new FileSource(this, block);
    this.fqn = addressInOwnStack(this, block);

    checkStackOf(this, ProviderIsPresent);
  }

  /** Name of the OBS bucket that contains the files. Null if the API does not return it. */
  public get bucket(): string {
    return Token.asString(this.source.interpolationForAttribute('bucket'));
  }

  /** The files, ordered by group name, then by name. */
  public get files(): BackupFileList {
    return BackupFileList._of(this.source);
  }

  /**
   * When the first of the links expires, in RFC 3339 and UTC. Null if the time in the API's response cannot be parsed.
   */
  public get expiresAt(): string {
    return Token.asString(this.source.interpolationForAttribute('expires_at'));
  }

  /** Link to the only file of the backup. If there are several, the run fails. */
  public get downloadLink(): string {
    const { downloadLink } = this.files.get(0);
    requireOnlyFile(this.source, 'downloadLink', message`files.named(name).downloadLink`);
    return downloadLink;
  }
}

const EPHEMERAL_LINKS_NAMES: PropNames<EphemeralBackupDownloadLinksProps> = {
  ...BLOCK_ARGUMENT_NAMES,
  instanceId: true,
  backupId: true,
  region: true,
  projectId: true,
  minimumValidity: true,
  timeouts: { open: true } satisfies PropNames<EphemeralBackupDownloadLinksTimeouts>,
};
