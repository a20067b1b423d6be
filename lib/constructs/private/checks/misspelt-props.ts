import { type TerraformMetaArguments, type TerraformResourceLifecycle, Tokenization } from 'cdktf';
import { type IConstruct } from 'constructs';
import { type BackupFilter } from '../../backup-filter';
import { type BlockArguments } from '../../block-arguments';
import { propName } from '../spelling';
import { invalid } from './strings';

/** The names of all props of an object, with those of the objects in it. The compiler sees to it that none is missing. */
export type PropNames<Props> = Readonly<Record<keyof Props, true | Names>>;

type Names = Readonly<Record<string, true>>;

export const BLOCK_ARGUMENT_NAMES: PropNames<BlockArguments> = {
  provider: true,
  dependsOn: true,
  lifecycle: {
    createBeforeDestroy: true,
    preventDestroy: true,
    ignoreChanges: true,
    replaceTriggeredBy: true,
    precondition: true,
    postcondition: true,
  } satisfies PropNames<TerraformResourceLifecycle>,
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
 *
 * @param path where the props are in those of the construct
 */
export function refuseMisspelt<Props extends object>(
  construct: IConstruct,
  props: Props,
  names: PropNames<Props>,
  path = '',
): void {
  requireObject(construct, path === '' ? 'props' : path.slice(0, -1), props);
  const given = Object.entries(props).filter(([, value]: [string, unknown]) => value !== undefined);
  const isGiven = new Set(given.map(([name]) => name));
  const unset = Object.keys(names).filter((name) => !isGiven.has(name));
  for (const [name, value] of given as readonly [string, unknown][]) {
    if (Object.hasOwn(names, name)) {
      refuseMisspeltIn(construct, value, names[name as keyof Props], path + name);
      continue;
    }
    const meant = unset.find((other) => looksLike(name, other));
    if (meant === undefined) continue;
    throw new Error(
      `${construct.node.path}: unknown prop ${path}${name}; did you mean ${propName(path + meant)}?`,
    );
  }
}

/** The same for the value of a prop: an object with props of its own, or a list of such. */
function refuseMisspeltIn(
  construct: IConstruct,
  value: unknown,
  names: true | Names,
  path: string,
): void {
  if (names === true || value === null || Tokenization.isResolvable(value)) return;
  if (Array.isArray(value)) {
    value.forEach((element: unknown, index) =>
      refuseMisspeltIn(construct, element, names, `${path}[${index}]`),
    );
    return;
  }
  refuseMisspelt(construct, value as object, names, `${path}.`);
}

function requireObject(construct: IConstruct, name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null) return;
  throw invalid(construct, name, value, 'must be an object');
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
