import {
  type IResolvable,
  type ITerraformDependable,
  type TerraformMetaArguments,
  type TerraformProvider,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { BackupDownload as DownloadResource } from '../imports';
import { DownloadedFileList } from './downloaded-file';
import { FileSource } from './private/blocks/file-source';
import { lateExpression } from './private/blocks/late-reference';
import { requireOneInstance } from './private/blocks/many-instances';
import { ownBlock } from './private/blocks/own-block';
import { addressInOwnStack } from './private/blocks/own-stack';
import { checkedDownload } from './private/checks/download-rules';
import { requireArgumentTypes } from './private/checks/meta-arguments';
import {
  META_ARGUMENT_NAMES,
  refuseMisspelt,
  type PropNames,
} from './private/checks/misspelt-props';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProviderIsPresent } from './private/checks/provider-presence';
import { checkStackOf } from './private/checks/stack-check';
import { fromStackFolder } from './private/project-path';

/** Where to put the files of a backup, and how. */
export interface BackupDownloadOptions extends TerraformMetaArguments {
  /**
   * Where the files go. It is created if it does not exist.
   *
   * Absolute, or relative to the project, which is the folder of `cdktf.json`. What begins with a token is passed to
   * the engine as it is; there, a relative path starts in the folder of the stack.
   */
  readonly directory: string;

  /**
   * Download only the files with these names, from any group, or `<group name>/<name>` for that of one group.
   *
   * @default - all files of the backup
   */
  readonly fileNames?: string[];

  /**
   * Connections at once over all files: a whole number from 1 to 64.
   *
   * @default 4
   */
  readonly parallelism?: number;

  /**
   * Whether to keep the files when the resource is destroyed or no longer includes them.
   *
   * @default false
   */
  readonly retainOnDestroy?: boolean | IResolvable;

  /**
   * What to do about files that are missing or altered: `download` downloads them again. `ignore` does not look at them,
   * for workspaces that start empty.
   *
   * @default "download"
   */
  readonly onMissing?: string;

  /**
   * How each plan finds altered files: by `size`, or by `sha256`, which reads them.
   *
   * @default "size"
   */
  readonly verify?: string;

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
   * Time limits.
   *
   * @default - 2 hours for a download
   */
  readonly timeouts?: BackupDownloadTimeouts;
}

/** Which backup to download, and how. */
export interface BackupDownloadProps extends BackupDownloadOptions {
  /** ID of the instance that the backup was taken from. */
  readonly instanceId: string;

  /** ID of a full or incremental backup of that instance. */
  readonly backupId: string;
}

/** How long the work of a `BackupDownload` may take. */
export interface BackupDownloadTimeouts {
  /**
   * For the first download, including retries: a duration such as `30m` or `8h`.
   *
   * @default "2h"
   */
  readonly create?: string;

  /**
   * For looking at the files in each plan: a duration such as `30s` or `5m`.
   *
   * @default "30m"
   */
  readonly read?: string;

  /**
   * For downloading files again, or other files: a duration such as `30m` or `8h`.
   *
   * @default "2h"
   */
  readonly update?: string;

  /**
   * For removing the files: a duration such as `30s` or `5m`.
   *
   * @default "10m"
   */
  readonly delete?: string;
}

/**
 * The files of a DDS backup in a directory of the machine on which the engine runs.
 *
 * They are downloaded when the stack is applied, and have their names only when they are complete and checked. A
 * download that was interrupted continues in the next apply. Destroying removes what the download has created. No link
 * is stored in the state or in a plan.
 *
 * Source: DDS API reference, "Obtaining the Link for Downloading a Backup File".
 *
 * @exampleMetadata fixture=stack
 * @example
 * const download = new BackupDownload(this, 'files', {
 *   instanceId: '6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02',
 *   backupId: 'f3a1b2c4d5e6478890a1b2c3d4e5f607br02',
 *   directory: 'backups/nightly',
 * });
 * new TerraformOutput(this, 'paths', { value: download.paths });
 */
export class BackupDownload extends Construct implements ITerraformDependable {
  /** Terraform type of the resource, which the matchers of `Testing` look for. */
  public static readonly tfResourceType = 'dds_backup_download';

  /** Address of the resource, for references and `dependsOn`. */
  public readonly fqn: string;

  private readonly resource: DownloadResource;
  private readonly source: FileSource;

  public constructor(scope: Construct, id: string, props: BackupDownloadProps) {
    super(scope, id);
    requireOneCdktf(this);
    refuseMisspelt(this, props, DOWNLOAD_NAMES);
    requireArgumentTypes(this, props);
    const checked = checkedDownload(this, props);
    const config = { ...props, ...checked, directory: fromStackFolder(this, checked.directory) };
    this.resource = ownBlock(new DownloadResource(this, 'Default', config));
    this.source = new FileSource(this, this.resource);
    this.fqn = addressInOwnStack(this, this.resource);

    checkStackOf(this, ProviderIsPresent);
  }

  /** ID of the instance that the backup was taken from. */
  public get instanceId(): string {
    return Token.asString(this.source.interpolationForAttribute('instance_id'));
  }

  /** ID of the backup. */
  public get backupId(): string {
    return Token.asString(this.source.interpolationForAttribute('backup_id'));
  }

  /** Name of the OBS bucket that contains the files. Null if the API does not return it. */
  public get bucket(): string {
    return Token.asString(this.source.interpolationForAttribute('bucket'));
  }

  /**
   * The directory as it is written to the stack: unless it is absolute, relative to the folder of the stack, where the
   * engine and its provisioners run.
   */
  public get directory(): string {
    return Token.asString(this.source.interpolationForAttribute('directory'));
  }

  /** The files, ordered by group name, then by name. */
  public get files(): DownloadedFileList {
    requireOneInstance(this, this.resource, 'files');
    return DownloadedFileList._of(this.source);
  }

  /** Paths of all files for other resources and their provisioners, like `DownloadedFile.localPath`. */
  public get paths(): string[] {
    return Token.asList(this.ofOneInstance((it) => `[for file in ${it}.files : ${localPath(it)}]`));
  }

  /** SHA-256 of each file in 64 hexadecimal digits, by path as in `paths`. Known after the download. */
  public get sha256(): Readonly<Record<string, string>> {
    return Token.asStringMap(
      this.ofOneInstance((it) => `{for file in ${it}.files : ${localPath(it)} => file.sha256}`),
    );
  }

  /**
   * SHA-256 and path of each file as `sha256sum -c` and `shasum -a 256 -c` read them, one line for each. Known after the
   * download.
   *
   * Paths are those of `paths`, so a provisioner finds the files where it starts.
   */
  public get checksums(): string {
    return Token.asString(
      this.ofOneInstance(
        (it) =>
          `join("", [for file in ${it}.files : "\${file.sha256}  \${${localPath(it)}}\\n" if file.sha256 != null])`,
      ),
    );
  }

  /**
   * Takes over files that are in the directory already. Those that are missing are downloaded by the next apply.
   *
   * @param id `<instance ID>/<backup ID>/<directory>`, where a relative directory starts in the project
   * @param provider the provider to import with, if the stack has several
   */
  public importFrom(id: string, provider?: TerraformProvider): void {
    const [, ids, directory] = /^([^/]+\/[^/]+\/)(.+)$/s.exec(id) ?? [];
    const written =
      ids === undefined || directory === undefined ? id : ids + fromStackFolder(this, directory);
    this.resource.importFrom(written, provider);
  }

  /**
   * Moves the download to the one with a move target, without downloading again.
   *
   * @param moveTarget what was passed to `addMoveTarget` there
   * @param index key or index, if that one has `forEach` or `count`
   */
  public moveTo(moveTarget: string, index?: string | number): void {
    this.resource.moveTo(moveTarget, index);
  }

  /** Sets a name by which `moveTo` finds this download. */
  public addMoveTarget(moveTarget: string): void {
    this.resource.addMoveTarget(moveTarget);
  }

  /** Moves the download to an address, for example `dds_backup_download.nightly`. */
  public moveToId(id: string): void {
    this.resource.moveToId(id);
  }

  /** Takes over the download that had an address, for example `dds_backup_download.nightly`. */
  public moveFromId(id: string): void {
    this.resource.moveFromId(id);
  }

  /** The value of an expression that uses `files`, given the address of the resource. */
  private ofOneInstance(expression: (address: string) => string): IResolvable {
    requireOneInstance(this, this.resource, 'files');
    return lateExpression(this.resource, expression);
  }
}

/** Within a loop over the files of a resource. */
function localPath(resource: string): string {
  return `join("/", [${resource}.directory, file.path])`;
}

const DOWNLOAD_NAMES: PropNames<BackupDownloadProps> = {
  ...META_ARGUMENT_NAMES,
  instanceId: true,
  backupId: true,
  directory: true,
  fileNames: true,
  parallelism: true,
  retainOnDestroy: true,
  onMissing: true,
  verify: true,
  region: true,
  projectId: true,
  timeouts: { create: true, read: true, update: true, delete: true } satisfies TimeoutNames,
};

type TimeoutNames = PropNames<BackupDownloadTimeouts>;
