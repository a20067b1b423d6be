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
  public constructor(
    public readonly construct: IConstruct,
    private readonly block: TerraformDataSource | TerraformResource | EphemeralBlock,
  ) {}

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
    const { block } = this;
    const postcondition = block.lifecycle?.postcondition ?? [];
    if (postcondition.some(({ condition }) => condition === requirement.condition)) return;
    block.lifecycle = { ...block.lifecycle, postcondition: [...postcondition, requirement] };
  }
}
