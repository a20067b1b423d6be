import {
  type IInterpolatingParent,
  type IResolvable,
  Lazy,
  TerraformDataSource,
  TerraformResource,
  type TerraformResourceLifecycle,
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
    let { lifecycle } = block;
    // Users and aspects may replace it at any time, which must not remove the requirements.
    Object.defineProperty(block, 'lifecycle', {
      configurable: true,
      enumerable: true,
      get: () => this.withRequirements(lifecycle),
      set: (replacement: TerraformResourceLifecycle | undefined) => {
        lifecycle = replacement;
      },
    });
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

  private withRequirements(
    lifecycle: TerraformResourceLifecycle | undefined,
  ): TerraformResourceLifecycle | undefined {
    const given = lifecycle?.postcondition ?? [];
    const missing = this.requirements.filter((requirement) => !contains(given, requirement));
    if (missing.length === 0) return lifecycle;
    return { ...lifecycle, postcondition: [...given, ...missing] };
  }
}

function contains(
  conditions: readonly { readonly condition: unknown }[],
  { condition }: Requirement,
): boolean {
  return conditions.some((other) => other.condition === condition);
}
