import {
  Fn,
  type ITerraformDependable,
  type TerraformMetaArguments,
  TerraformOutput,
  TerraformStack,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { DataDdsBackupDownloadLinks } from '../imports';
import { BackupFileList } from './backup-file';
import { FULL_NAME, requireOnlyFile } from './private/blocks/chosen-file';
import { FileSource } from './private/blocks/file-source';
import { multiplierOf, requireOneInstance } from './private/blocks/many-instances';
import { ownBlock } from './private/blocks/own-block';
import { addressInOwnStack } from './private/blocks/own-stack';
import { optionalTimeouts } from './private/checks/durations';
import { checkedLinks } from './private/checks/links-rules';
import { refuseResourceArguments } from './private/checks/meta-arguments';
import {
  META_ARGUMENT_NAMES,
  refuseMisspelt,
  type PropNames,
} from './private/checks/misspelt-props';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { outputDefinedTwice, requireUniqueName } from './private/checks/output-names';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { checkStackOf } from './private/checks/stack-check';
import { isFlagSet, requireLiteral } from './private/checks/strings';
import { hideLinksInOtherStacks } from './private/secrets/cross-stack-links';
import { keepLinksSecret } from './private/secrets/secret-links';
import { message } from './private/spelling';

/** How to read the links of a backup. */
export interface BackupDownloadLinksOptions extends TerraformMetaArguments {
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
   * Read the links when the stack is applied instead of when it is planned.
   *
   * A plan that waits for review is often older than the 15 minutes for which a link is valid. Without this option, the
   * links in the plan are the ones used when it is applied, and if they have expired, whatever uses them fails until
   * you plan again. With it, the plan contains no links: whatever uses them shows as known after apply, and every plan
   * shows the read, even if nothing else changes.
   *
   * @default false
   */
  readonly readDuringApply?: boolean;

  /**
   * Time limits.
   *
   * @default - 2 minutes
   */
  readonly timeouts?: BackupDownloadLinksTimeouts;
}

/** Which backup to read the links of, and how. */
export interface BackupDownloadLinksProps extends BackupDownloadLinksOptions {
  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** ID of a full or incremental backup of that instance. */
  readonly backupId: string;
}

/** How long reading `BackupDownloadLinks` may take. */
export interface BackupDownloadLinksTimeouts {
  /**
   * For reading the links, including retries: a duration such as `30s` or `5m`.
   *
   * @default "2m"
   */
  readonly read?: string;
}

/** Which outputs `BackupDownloadLinks.exportOutputs` defines. */
export interface ExportOutputsOptions {
  /** Prefix of the output names: a letter or `_`, followed by letters, digits, `_` and `-`. */
  readonly prefix: string;
}

/**
 * Links for downloading the files of a DDS backup.
 *
 * The links are secrets, are valid for 15 minutes, and are stored in the state and in saved plans. If only a
 * provisioner, a provider or a write-only argument needs them, prefer `EphemeralBackupDownloadLinks`.
 *
 * Source: DDS API reference, "Obtaining the Link for Downloading a Backup File".
 *
 * @exampleMetadata fixture=stack
 * @example
 * const links = new BackupDownloadLinks(this, 'links', {
 *   instanceId: '6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02',
 *   backupId: 'f3a1b2c4d5e6478890a1b2c3d4e5f607br02',
 * });
 * links.exportOutputs({ prefix: 'backup' });
 */
export class BackupDownloadLinks extends Construct implements ITerraformDependable {
  /** Terraform type of the data source, which the matchers of `Testing` look for. */
  public static readonly tfResourceType = 'dds_backup_download_links';

  /** Address of the data source, for references and `dependsOn`. */
  public readonly fqn: string;

  private readonly dataSource: DataDdsBackupDownloadLinks;
  private readonly source: FileSource;

  public constructor(scope: Construct, id: string, props: BackupDownloadLinksProps) {
    super(scope, id);
    requireOneCdktf(this);
    refuseMisspelt(this, props, LINKS_NAMES);
    refuseResourceArguments(this, props);
    const { readDuringApply, ...config } = props;
    this.dataSource = ownBlock(
      new DataDdsBackupDownloadLinks(this, 'Default', {
        ...config,
        ...checkedLinks(this, props),
        timeouts: optionalTimeouts(this, props.timeouts, 'read'),
        readTrigger: isFlagSet(this, 'readDuringApply', readDuringApply)
          ? Fn.timestamp()
          : undefined,
      }),
    );
    this.source = new FileSource(this, this.dataSource);
    this.fqn = addressInOwnStack(this, this.dataSource);

    checkStackOf(this, ProviderIsPresent);
    keepLinksSecret(TerraformStack.of(this));
    hideLinksInOtherStacks(this.node.root);
  }

  /** Name of the OBS bucket that contains the files. Null if the API does not return it. */
  public get bucket(): string {
    return Token.asString(this.source.interpolationForAttribute('bucket'));
  }

  /** The files, ordered by group name, then by name. */
  public get files(): BackupFileList {
    requireOneInstance(this, this.dataSource, 'files');
    return BackupFileList._of(this.source);
  }

  /**
   * When the first of the links expires, in RFC 3339 and UTC. Null if the time in the API's response cannot be parsed.
   */
  public get expiresAt(): string {
    return Token.asString(this.source.interpolationForAttribute('expires_at'));
  }

  /**
   * Link to the only file of the backup. If there are several, the run fails and lists them.
   *
   * A secret that is valid for 15 minutes, like `BackupFile.downloadLink`.
   */
  public get downloadLink(): string {
    const { downloadLink } = this.files.get(0);
    requireOnlyFile(this.source, 'downloadLink', message`files.named(name).downloadLink`);
    return downloadLink;
  }

  /**
   * Defines outputs for the bucket, the files and their links.
   *
   * `<prefix>_bucket` is empty if the API does not return the bucket. `<prefix>_files` contains everything but the
   * links. `<prefix>_download_links` is sensitive and maps file names to links; files of the same name have the key
   * `<group name>/<file name>`.
   *
   * Links are signed anew on every read, so each plan of the stack shows changed outputs. With `forEach`, each output
   * is a map by key; with `count`, a list.
   */
  public exportOutputs(options: ExportOutputsOptions): void {
    refuseMisspelt(this, options, { prefix: true });
    const prefix = requireLiteral(this, 'prefix', options.prefix, /^[A-Za-z_][\w-]*$/);
    this.output(
      `${prefix}_bucket`,
      // CDKTF's CLI cannot print an output that is null.
      this.ofEachInstance((links) => `${links}.bucket == null ? "" : ${links}.bucket`),
      'OBS bucket that contains the files of the backup.',
    );
    this.output(
      `${prefix}_files`,
      this.ofEachInstance((links) => `[for file in ${links}.files : {${FILE_WITHOUT_LINK}}]`),
      'Files of the backup, without their links. Sizes are in KB.',
    );
    this.output(
      `${prefix}_download_links`,
      this.ofEachInstance(
        (links) => `{for file in ${links}.files : ${fileKey(links)} => file.download_link}`,
      ),
      'Links to the files, by file name. Each is a secret and valid for 15 minutes.',
    ).sensitive = true;
  }

  /**
   * The value of an expression for these links: with `forEach` a map, with `count` a list of its values for each
   * instance.
   */
  private ofEachInstance(expression: (links: string) => string): unknown {
    const expressions = {
      forEach: `{for key, links in ${this.fqn} : key => ${expression('links')}}`,
      count: `[for links in ${this.fqn} : ${expression('links')}]`,
      none: expression(this.fqn),
    };
    return Token.asAny(`\${${expressions[multiplierOf(this.dataSource) ?? 'none']}}`);
  }

  /**
   * Outputs belong to the stack, so that `cdktf output` shows them at the top level, not below the path of a construct.
   */
  private output(name: string, value: unknown, description: string): TerraformOutput {
    const stack = TerraformStack.of(this);
    if (stack.node.tryFindChild(name)) throw new Error(outputDefinedTwice(this.node.path, name));
    const output = new TerraformOutput(stack, name, { value, description, staticId: true });
    requireUniqueName(output);
    return output;
  }
}

const FILE_WITHOUT_LINK = [
  'name',
  'size',
  'link_expired_time',
  'expires_at',
  'group_id',
  'group_name',
]
  .map((attribute) => `${attribute} = file.${attribute}`)
  .join(', ');

/** The shards of a cluster may have files of the same name, and the keys of a map are unique. */
function fileKey(links: string): string {
  const sameName = `length([for other in ${links}.files : other if other.name == file.name])`;
  return `${sameName} == 1 ? file.name : ${FULL_NAME}`;
}

const LINKS_NAMES: PropNames<BackupDownloadLinksProps> = {
  ...META_ARGUMENT_NAMES,
  instanceId: true,
  backupId: true,
  region: true,
  projectId: true,
  minimumValidity: true,
  readDuringApply: true,
  timeouts: { read: true } satisfies PropNames<BackupDownloadLinksTimeouts>,
};
