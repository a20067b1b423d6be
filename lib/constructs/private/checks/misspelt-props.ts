import { type TerraformMetaArguments } from 'cdktf';
import { type IConstruct } from 'constructs';
import { type BackupFilter } from '../../backup-filter';
import { type BlockArguments } from '../../block-arguments';
import { propName } from '../spelling';

/** The names of all props of a construct. The compiler sees to it that none is missing. */
export type PropNames<Props> = Readonly<Record<keyof Props, true>>;

export const BLOCK_ARGUMENT_NAMES: PropNames<BlockArguments> = {
  provider: true,
  dependsOn: true,
  lifecycle: true,
};

export const META_ARGUMENT_NAMES: PropNames<TerraformMetaArguments> = {
  ...BLOCK_ARGUMENT_NAMES,
  count: true,
  forEach: true,
  provisioners: true,
  connection: true,
};

export const FILTER_NAMES: PropNames<BackupFilter> = {
  region: true,
  projectId: true,
  backupId: true,
  backupName: true,
  backupType: true,
  instanceId: true,
  instanceName: true,
  mode: true,
  status: true,
  description: true,
  beginTime: true,
  endTime: true,
};

/**
 * Throws if a prop is unknown but looks like one that is not set: `instanceID`, `instance_id`, `directry`. Nothing else
 * tells where programs run without a check of their types, as with tsx, and a filter that is not seen finds other backups.
 * Other unknown props are allowed, since TypeScript allows objects with more than is needed.
 */
export function refuseMisspelt<Props extends object>(
  { node }: IConstruct,
  props: Props,
  names: PropNames<Props>,
): void {
  const given = new Set(
    Object.entries(props).flatMap(([name, value]: [string, unknown]) =>
      value === undefined ? [] : [name],
    ),
  );
  const unset = Object.keys(names).filter((name) => !given.has(name));
  for (const name of given) {
    if (Object.hasOwn(names, name)) continue;
    const meant = unset.find((other) => looksLike(name, other));
    if (meant === undefined) continue;
    throw new Error(`${node.path}: unknown prop ${name}; did you mean ${propName(meant)}?`);
  }
}

/** Whether the names differ only in case, underscores, and one letter that is missing, wrong, in excess or misplaced. */
function looksLike(name: string, other: string): boolean {
  const [a, b] = [bare(name), bare(other)];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = right.length === 2 && left === right.slice(1) + right.slice(0, 1);
  return isSwap || Math.max(left.length, right.length) <= 1;
}

function bare(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase();
}
