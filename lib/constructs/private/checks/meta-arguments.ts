import { type IConstruct } from 'constructs';

/** Throws where a data source gets what engines know for resources only. CDKTF would drop it without a word. */
export function refuseResourceArguments(construct: IConstruct, props: object): void {
  refuse(
    construct,
    props,
    ['provisioners', 'connection'],
    'is not supported for a data source, which is only read; give it to a TerraformResource, for example to a terraform_data',
  );
}

/** Throws where an ephemeral block gets what it cannot have; an untyped program may try. */
export function refuseBesideEphemeral(construct: IConstruct, props: object): void {
  refuse(
    construct,
    props,
    ['provisioners', 'connection'],
    'is not supported for an ephemeral block; give it to the resource that uses the links, for example to a terraform_data',
  );
  refuse(
    construct,
    props,
    ['count', 'forEach'],
    'is not supported for an ephemeral block; define one for each backup in a loop of your program',
  );
}

/** Throws where several look-ups are asked for: CDKTF would write references to them that no engine understands. */
export function refuseSeveral(construct: IConstruct, props: object): void {
  for (const name of ['count', 'forEach']) {
    if (!isGiven(props, name)) continue;
    throw new Error(
      `${construct.node.path}: a Backup is one and takes no ${name}; look up each in a loop of your program, or use ` +
        'BackupQuery and go over what it finds',
    );
  }
}

function refuse(
  { node }: IConstruct,
  props: object,
  names: readonly string[],
  reason: string,
): void {
  for (const name of names) {
    if (isGiven(props, name)) throw new Error(`${node.path}: ${name} ${reason}`);
  }
}

function isGiven(props: object, name: string): boolean {
  const value = (props as Readonly<Record<string, unknown>>)[name];
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
