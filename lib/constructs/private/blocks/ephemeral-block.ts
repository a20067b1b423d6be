import {
  dependable,
  type IInterpolatingParent,
  type IResolvable,
  ref,
  TerraformElement,
  type TerraformMetaArguments,
  type TerraformResourceLifecycle,
} from 'cdktf';
import { type Construct } from 'constructs';
import { EphemeralValuesAreNotStored } from '../secrets/ephemeral-values';

/** An `ephemeral` block, which CDKTF 0.21 has no element for. */
export class EphemeralBlock extends TerraformElement implements IInterpolatingParent {
  public lifecycle?: TerraformResourceLifecycle;

  public constructor(
    scope: Construct,
    id: string,
    public readonly terraformResourceType: string,
    private readonly meta: TerraformMetaArguments,
    private readonly attributes: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, `ephemeral.${terraformResourceType}`);
    this.lifecycle = meta.lifecycle;
    for (const name of ['count', 'forEach', 'provisioners', 'connection'] as const) {
      if (meta[name] !== undefined) {
        throw new Error(`${this.node.path}: ${name} is not supported for an ephemeral block`);
      }
    }
    this.cdktfStack.addOverride('terraform.required_version', '>= 1.10');
    this.node.addValidation(new EphemeralValuesAreNotStored(this));
  }

  public interpolationForAttribute(attribute: string): IResolvable {
    const address = `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
    return ref(`${address}.${attribute}`, this.cdktfStack);
  }

  public override toTerraform(): object {
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
    return { ephemeral: { [this.terraformResourceType]: { [this.friendlyUniqueId]: block } } };
  }

  public override toHclTerraform(): object {
    throw new Error(
      `${this.node.path}: CDKTF cannot write ephemeral blocks as HCL; synthesize this stack as JSON, without --hcl`,
    );
  }
}

type Condition = NonNullable<TerraformResourceLifecycle['precondition']>[number];

function conditionToTerraform({ condition, errorMessage }: Condition): Record<string, unknown> {
  return { condition, error_message: errorMessage };
}
