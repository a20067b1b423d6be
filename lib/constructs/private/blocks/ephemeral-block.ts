import {
  dependable,
  type IInterpolatingParent,
  type IResolvable,
  ref,
  TerraformElement,
  type TerraformResourceLifecycle,
} from 'cdktf';
import { type Construct } from 'constructs';
import { type BlockArguments } from '../../block-arguments';
import { AddressesAreValid } from '../checks/addresses';
import { checkStackOf } from '../checks/stack-check';
import { EphemeralValuesAreNotStored } from '../secrets/ephemeral-values';
import { lateReference } from './late-reference';
import { requiringEngine } from './required-version';

/** An `ephemeral` block, for which CDKTF 0.21 has no element. */
export class EphemeralBlock extends TerraformElement implements IInterpolatingParent {
  public lifecycle?: TerraformResourceLifecycle;

  public constructor(
    scope: Construct,
    id: string,
    public readonly terraformResourceType: string,
    private readonly meta: BlockArguments,
    private readonly attributes: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, `ephemeral.${terraformResourceType}`);
    this.lifecycle = meta.lifecycle;
    checkStackOf(this, AddressesAreValid);
    checkStackOf(this, EphemeralValuesAreNotStored);
  }

  public interpolationForAttribute(attribute: string): IResolvable {
    return lateReference(this, attribute, (late) => {
      const address = `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
      return ref(`${address}.${late}`, this.cdktfStack);
    });
  }

  public override toTerraform(): unknown {
    const { provider, dependsOn } = this.meta;
    const block = {
      ...this.attributes,
      provider: provider?.fqn,
      depends_on: dependsOn?.map(dependable),
      lifecycle: this.lifecycle && {
        precondition: this.lifecycle.precondition?.map(conditionToTerraform),
        postcondition: this.lifecycle.postcondition?.map(conditionToTerraform),
      },
      ...(this.rawOverrides as object),
      '//': this.constructNodeMetadata,
    };
    return {
      ...requiringEngine(this.cdktfStack, FIRST_ENGINE),
      ephemeral: { [this.terraformResourceType]: { [this.friendlyUniqueId]: block } },
    };
  }

  public override toHclTerraform(): unknown {
    throw new Error(
      `${this.node.path}: CDKTF cannot write ephemeral blocks as HCL; synthesize this stack as JSON, without --hcl`,
    );
  }
}

/** The first Terraform with ephemeral blocks. */
const FIRST_ENGINE = '1.10';

type Condition = NonNullable<TerraformResourceLifecycle['precondition']>[number];

function conditionToTerraform({ condition, errorMessage }: Condition): Record<string, unknown> {
  return { condition, error_message: errorMessage };
}
