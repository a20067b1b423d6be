import {
  type IInterpolatingParent,
  type IResolvable,
  Lazy,
  TerraformDataSource,
  TerraformResource,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import { addressOf } from '../checks/addresses';
import { type EphemeralBlock } from './ephemeral-block';
import { requireOneInstance } from './many-instances';

/** A condition that must hold once the files are known, and the error message if it does not. */
export interface Requirement {
  readonly condition: string;
  readonly errorMessage: string;
}

/** The block that has the files of a backup, as the parent of the objects that CDKTF derives from its attributes. */
export class FileSource implements IInterpolatingParent {
  private readonly requirements: Requirement[] = [];

  public constructor(
    public readonly construct: IConstruct,
    private readonly block: TerraformDataSource | TerraformResource | EphemeralBlock,
  ) {
    const [toTerraform, toHcl] = [block.toTerraform.bind(block), block.toHclTerraform.bind(block)];
    block.toTerraform = () => this.withRequirements(toTerraform);
    block.toHclTerraform = () => this.withRequirements(toHcl);
  }

  /** Whether the values must not be shown even in an error message. */
  public get ephemeral(): boolean {
    const { block } = this;
    return (
      !TerraformDataSource.isTerraformDataSource(block) &&
      !TerraformResource.isTerraformResource(block)
    );
  }

  /** Throws if the block has several instances. */
  public interpolationForAttribute(attribute: string): IResolvable {
    const { block } = this;
    requireOneInstance(this.construct, block, attribute.replace(/\W.*/s, ''));
    return block.interpolationForAttribute(attribute);
  }

  /** The address of an attribute, for use within expressions. */
  public address(attribute: string): string {
    const address = Lazy.stringValue({ produce: () => addressOf(this.block) });
    return `${address}.${attribute}`;
  }

  /** Makes the run fail once the files are known if the requirement is not met. */
  public require(requirement: Requirement): void {
    if (!contains(this.requirements, requirement)) this.requirements.push(requirement);
  }

  /** They are added only now, since users and aspects may change or replace the lifecycle at any time. */
  private withRequirements(write: () => unknown): unknown {
    const { lifecycle } = this.block;
    const given = lifecycle?.postcondition ?? [];
    const missing = this.requirements.filter((requirement) => !contains(given, requirement));
    if (missing.length === 0) return write();
    this.block.lifecycle = { ...lifecycle, postcondition: [...given, ...missing] };
    try {
      return write();
    } finally {
      this.block.lifecycle = lifecycle;
    }
  }
}

function contains(
  conditions: readonly { readonly condition: unknown }[],
  { condition }: Requirement,
): boolean {
  return conditions.some((other) => other.condition === condition);
}
