import { type ITerraformIterator, type TerraformCount } from 'cdktf';
import { type IConstruct } from 'constructs';

interface Block {
  readonly count?: number | TerraformCount;
  readonly forEach?: ITerraformIterator;
}

/** The meta-argument that makes several instances of a block, if it has one. */
export function multiplierOf({ count, forEach }: Block): 'count' | 'forEach' | undefined {
  if (forEach !== undefined) return 'forEach';
  return count === undefined ? undefined : 'count';
}

/** Throws where a block has several instances, of which CDKTF would write a reference that no engine understands. */
export function requireOneInstance(construct: IConstruct, block: Block, attribute: string): void {
  const multiplier = multiplierOf(block);
  if (multiplier === undefined) return;
  const { path, id } = construct.node;
  const name = /^[A-Za-z_]\w*$/.test(id) ? id : 'it';
  const selector = multiplier === 'count' ? 'index' : `'"key"'`;
  const all =
    multiplier === 'count'
      ? ''
      : `, or go over all of them with TerraformIterator.fromDataSources(${name}.node.defaultChild as TerraformDataSource)`;
  throw new Error(
    `${path}: with ${multiplier} there are several instances and no single ${attribute}; ` +
      `take one with Fn.lookupNested(${name}.fqn, [${selector}, '${attribute}'])${all}`,
  );
}
