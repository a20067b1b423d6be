import { DataDdsBackupDownloadLinks } from '../../../imports';

interface Condition {
  readonly condition: unknown;
  readonly error_message: unknown;
}

interface Written {
  readonly data: Readonly<Record<string, Readonly<Record<string, { lifecycle?: unknown }>>>>;
}

/** In HCL, CDKTF writes the conditions of a lifecycle as attributes; the engine wants blocks. */
export class LinksDataSource extends DataDdsBackupDownloadLinks {
  public override toHclTerraform(): unknown {
    const written = super.toHclTerraform() as Written;
    const attributes = written.data[this.terraformResourceType]?.[this.friendlyUniqueId];
    const lifecycle = attributes?.lifecycle as Readonly<Record<string, Condition[]>> | undefined;
    if (attributes === undefined || lifecycle === undefined) return written;
    const blocks = Object.entries(lifecycle).map(([name, conditions]) => [name, block(conditions)]);
    attributes.lifecycle = { value: Object.fromEntries(blocks) as unknown, isBlock: true };
    return written;
  }
}

/** As CDKTF's HCL writer wants to be told that a list is one of blocks. */
function block(value: readonly object[]): object {
  return { value, isBlock: true, type: 'list' };
}
