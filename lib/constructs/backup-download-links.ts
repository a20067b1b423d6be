import {
  Fn,
  type ITerraformDependable,
  type TerraformMetaArguments,
  TerraformOutput,
  TerraformStack,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { type DataDdsBackupDownloadLinks } from '../imports';
import { BackupFileList } from './backup-file';
import { requireOnlyFile } from './private/blocks/chosen-file';
import { LinksDataSource } from './private/blocks/data-sources';
import { LinkSource } from './private/blocks/link-source';
import { multiplierOf, requireOneInstance } from './private/blocks/many-instances';
import { addressInOwnStack } from './private/blocks/own-stack';
import { optionalTimeouts } from './private/checks/durations';
import { checkedLinks } from './private/checks/links-rules';
import { refuseResourceArguments } from './private/checks/meta-arguments';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { outputDefinedTwice, OutputNamesAreUnique } from './private/checks/output-names';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { requireLiteral } from './private/checks/texts';
import { keepLinksSecret } from './private/secrets/secret-links';

/** How the links of a backup are read. */
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
   * Read the links when the stack is applied instead of when it is planned.
   *
   * A plan that waits for a review is often older than the 15 minutes that a link lives. Without this its consumers get
   * the links of the plan when it is applied, and fail when those have expired; a new plan helps. With this the plan
   * contains no links: what consumes them shows as known after apply, and each plan shows the read, with nothing to
   * change by itself.
   *
   * @default false
   */
  readonly readDuringApply?: boolean;

  /**
   * How long to wait.
   *
   * @default - 2 minutes
   */
  readonly timeouts?: BackupDownloadLinksTimeouts;
}

/** Which backup, and how its links are read. */
export interface BackupDownloadLinksProps extends BackupDownloadLinksOptions {
  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** ID of a full or incremental backup of that instance. */
  readonly backupId: string;
}

/** How long `BackupDownloadLinks` waits. */
export interface BackupDownloadLinksTimeouts {
  /**
   * For the links, all retries included: a duration such as `30s` or `5m`.
   *
   * @default "2m"
   */
  readonly read?: string;
}

/** Which outputs `BackupDownloadLinks.exportOutputs` defines. */
export interface ExportOutputsOptions {
  /** What the names of the outputs start with: a letter or `_`, then letters, digits, `_` and `-`. */
  readonly prefix: string;
}

/**
 * Links for downloading the files of a DDS backup.
 *
 * The links are secrets, live 15 minutes and are stored in the state and in saved plans. Where only a provisioner, a
 * provider or a write-only argument needs them, prefer `EphemeralBackupDownloadLinks`.
 *
 * Source: DDS API reference, "Obtaining the Link for Downloading a Backup File".
 */
export class BackupDownloadLinks extends Construct implements ITerraformDependable {
  /** Type of the data source, as `Testing` and its matchers look for it. */
  public static readonly tfResourceType = 'dds_backup_download_links';

  /** Address of the data source, for references and `dependsOn`. */
  public readonly fqn: string;

  private readonly dataSource: DataDdsBackupDownloadLinks;
  private readonly source: LinkSource;

  public constructor(scope: Construct, id: string, props: BackupDownloadLinksProps) {
    super(scope, id);
    requireOneCdktf(this);
    refuseResourceArguments(this, props);
    const { readDuringApply = false, ...config } = props;
    this.dataSource = new LinksDataSource(this, 'Default', {
      ...config,
      ...checkedLinks(this, props),
      timeouts: optionalTimeouts(this, props.timeouts, 'read'),
      readTrigger: readDuringApply ? Fn.timestamp() : undefined,
    });
    this.source = new LinkSource(this, this.dataSource);
    this.fqn = addressInOwnStack(this, this.dataSource);

    this.node.addValidation(new ProviderIsPresent(this));
    keepLinksSecret(TerraformStack.of(this));
  }

  /** Name of the OBS bucket that holds the files. Null where the API does not say. */
  public get bucket(): string {
    return Token.asString(this.source.interpolationForAttribute('bucket'));
  }

  /** The files, ordered by group name, then by name. */
  public get files(): BackupFileList {
    requireOneInstance(this, this.dataSource, 'files');
    return BackupFileList._of(this.source);
  }

  /** When the first of the links expires, as RFC 3339 in UTC. Null where the API's answer cannot be read. */
  public get expiresAt(): string {
    return Token.asString(this.source.interpolationForAttribute('expires_at'));
  }

  /**
   * The link of the only file of the backup. Where there are several, the run fails and names them.
   *
   * A secret that lives 15 minutes, as in `BackupFile.downloadLink`.
   */
  public get downloadLink(): string {
    const { downloadLink } = this.files.get(0);
    requireOnlyFile(this.source);
    return downloadLink;
  }

  /**
   * Defines outputs for the bucket, the files and their links.
   *
   * `<prefix>_bucket` is empty where the API does not say. `<prefix>_files` has everything but the links.
   * `<prefix>_download_links` has the links by file name, or by `<group name>/<file name>` where several files have the same
   * name, and is sensitive.
   *
   * The links are signed anew whenever they are read, so each plan of the stack will show changed outputs. With
   * `forEach` each output is a map by key, with `count` a list.
   */
  public exportOutputs(options: ExportOutputsOptions): void {
    const prefix = requireLiteral(this, 'prefix', options.prefix, /^[A-Za-z_][\w-]*$/);
    this.output(
      `${prefix}_bucket`,
      // CDKTF's CLI cannot print an output that is null.
      this.ofEachInstance((links) => `${links}.bucket == null ? "" : ${links}.bucket`),
      'OBS bucket that holds the files of the backup.',
    );
    this.output(
      `${prefix}_files`,
      this.ofEachInstance((links) => `[for file in ${links}.files : {${FILE_WITHOUT_LINK}}]`),
      'Files of the backup, without their links; size in KB.',
    );
    this.output(
      `${prefix}_download_links`,
      this.ofEachInstance(
        (links) => `{for file in ${links}.files : ${fileKey(links)} => file.download_link}`,
      ),
      'Links of the files by name. Each is a secret and lives 15 minutes.',
    ).sensitive = true;
  }

  /** What an expression says of these links; with `forEach` a map and with `count` a list of what it says of each. */
  private ofEachInstance(expression: (links: string) => string): unknown {
    const expressions = {
      forEach: `{for key, links in ${this.fqn} : key => ${expression('links')}}`,
      count: `[for links in ${this.fqn} : ${expression('links')}]`,
      none: expression(this.fqn),
    };
    return Token.asAny(`\${${expressions[multiplierOf(this.dataSource) ?? 'none']}}`);
  }

  /** Outputs belong to the stack, so that a file of outputs has them at its top and not below the path of a construct. */
  private output(name: string, value: unknown, description: string): TerraformOutput {
    const stack = TerraformStack.of(this);
    if (stack.node.tryFindChild(name)) throw new Error(outputDefinedTwice(this.node.path, name));
    const output = new TerraformOutput(stack, name, { value, description, staticId: true });
    output.node.addValidation(new OutputNamesAreUnique(output));
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

/** The shards of a cluster may name their files alike, and a map holds each key once. */
function fileKey(links: string): string {
  const alike = `length([for other in ${links}.files : other if other.name == file.name])`;
  return `${alike} == 1 ? file.name : join("/", compact([file.group_name, file.name]))`;
}
