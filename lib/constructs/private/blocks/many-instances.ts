import { type ITerraformIterator, type TerraformCount, TerraformResource } from 'cdktf';
import { type IConstruct } from 'constructs';
import { message, propName } from '../spelling';

interface Block {
  readonly terraformResourceType: string;
  readonly count?: number | TerraformCount;
  readonly forEach?: ITerraformIterator;
}

/** The meta-argument by which a block has several instances, if any. */
export function multiplierOf({ count, forEach }: Block): 'count' | 'forEach' | undefined {
  if (forEach !== undefined) return 'forEach';
  return count === undefined ? undefined : 'count';
}

/** Throws if a block has several instances, for which CDKTF would write references that no engine understands. */
export function requireOneInstance(construct: IConstruct, block: Block, attribute: string): void {
  const multiplier = multiplierOf(block);
  if (multiplier === undefined) return;
  const { path, id } = construct.node;
  const name = /^[A-Za-z_]\w*$/.test(id) ? id : 'it';
  const selector = multiplier === 'count' ? 'index' : `'"key"'`;
  const all =
    multiplier === 'count'
      ? ''
      : TerraformResource.isTerraformResource(block)
        ? message`, or iterate over all of them with TerraformIterator.fromResources(${name}.node.defaultChild as TerraformResource)`
        : message`, or iterate over all of them with TerraformIterator.fromDataSources(${name}.node.defaultChild as TerraformDataSource)`;
  throw new Error(
    `${path}: with ${propName(multiplier)} there are several copies and no single ${attribute}; ` +
      message`select one with Fn.lookupNested(${name}.fqn, [${selector}, '${attribute}'])${all}`,
  );
}
