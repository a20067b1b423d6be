import { TerraformProvider } from 'cdktf';
import { type IConstruct } from 'constructs';
import { propName } from '../spelling';
import { invalid } from './strings';

/** Throws if an argument is not of its type, as in untyped programs. CDKTF would drop it silently, or fail in itself. */
export function requireArgumentTypes(construct: IConstruct, props: object): void {
  for (const [path, { isOf, rule }] of Object.entries(TYPES)) {
    const value = path.split('.').reduce<unknown>(valueIn, props);
    if (value === undefined || value === null || isOf(value)) continue;
    throw invalid(construct, path, value, rule);
  }
}

function valueIn(props: unknown, name: string): unknown {
  return (props as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}

const LIST = { isOf: (value: unknown) => Array.isArray(value), rule: 'must be a list' };

const TYPES = {
  provider: {
    isOf: (value: unknown) => TerraformProvider.isTerraformProvider(value),
    rule: 'must be a TerraformProvider',
  },
  dependsOn: LIST,
  'lifecycle.precondition': LIST,
  'lifecycle.postcondition': LIST,
  forEach: {
    isOf: (value: unknown) => typeof value === 'object' && '_getForEachExpression' in (value ?? {}),
    rule: 'must be a TerraformIterator',
  },
};

/**
 * Throws if a data source is given arguments that only resources support. CDKTF would drop some of them silently, and the
 * engine would reject the others.
 */
export function refuseResourceArguments(construct: IConstruct, props: WithLifecycle): void {
  requireArgumentTypes(construct, props);
  refuse(
    construct,
    props,
    ['provisioners', 'connection'],
    'is not supported for a data source, which is only read; use it on a TerraformResource, for example a terraform_data',
  );
  refuseResourceLifecycle(
    construct,
    props,
    'is not supported for a data source, which takes only precondition and postcondition',
  );
}

/** Throws if an ephemeral block is given arguments that it does not support, as untyped programs may. */
export function refuseOnEphemeral(construct: IConstruct, props: WithLifecycle): void {
  requireArgumentTypes(construct, props);
  refuse(
    construct,
    props,
    ['provisioners', 'connection'],
    'is not supported for an ephemeral block; use it on the resource that uses the links, for example a terraform_data',
  );
  refuse(
    construct,
    props,
    ['count', 'forEach'],
    'is not supported for an ephemeral block; define one for each backup in a loop in your program',
  );
  refuseResourceLifecycle(
    construct,
    props,
    'is not supported for an ephemeral block, which takes only precondition and postcondition',
  );
}

function refuseResourceLifecycle(
  construct: IConstruct,
  props: WithLifecycle,
  reason: string,
): void {
  refuse(
    construct,
    props.lifecycle ?? {},
    ['createBeforeDestroy', 'preventDestroy', 'ignoreChanges', 'replaceTriggeredBy'],
    reason,
    'lifecycle.',
  );
}

interface WithLifecycle {
  readonly lifecycle?: object;
}

/** Throws if several lookups are requested: CDKTF would write references to them that no engine understands. */
export function refuseSeveral(construct: IConstruct, props: object): void {
  for (const name of ['count', 'forEach']) {
    if (!isGiven(props, name)) continue;
    throw new Error(
      `${construct.node.path}: a Backup is a single backup and takes no ${propName(name)}; look up each one in a loop in your program, or ` +
        'use BackupQuery and iterate over its backups',
    );
  }
}

function refuse(
  { node }: IConstruct,
  props: object,
  names: readonly string[],
  reason: string,
  path = '',
): void {
  for (const name of names) {
    if (isGiven(props, name)) throw new Error(`${node.path}: ${propName(path + name)} ${reason}`);
  }
}

function isGiven(props: object, name: string): boolean {
  const value = (props as Readonly<Record<string, unknown>>)[name];
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
