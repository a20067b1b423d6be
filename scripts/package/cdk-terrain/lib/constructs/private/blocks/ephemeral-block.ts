import { type IResolvable, TerraformEphemeralResource } from 'cdktn';
import { type Construct } from 'constructs';
import { type BlockArguments } from '../../block-arguments';
import { AddressesAreValid } from '../checks/addresses';
import { checkStackOf } from '../checks/stack-check';
import { EphemeralValuesAreNotStored } from '../secrets/ephemeral-values';
import { withConditionBlocks } from './hcl-conditions';
import { lateReference } from './late-reference';
import { requiringEngine } from './required-version';

type Attributes = Readonly<Record<string, unknown>>;

/** CDK Terrain's own element for an `ephemeral` block, with a name that can be overridden at any time. */
export class EphemeralBlock extends TerraformEphemeralResource {
  public constructor(
    scope: Construct,
    id: string,
    terraformResourceType: string,
    { provider, dependsOn, lifecycle }: BlockArguments,
    private readonly attributes: Attributes,
  ) {
    super(scope, id, { terraformResourceType, provider, dependsOn, lifecycle });
    // CDK Terrain takes it that every engine is meant unless the project says otherwise. This block says it by itself.
    if (this.node.tryGetContext('targetVersions') === undefined) {
      this.node.setContext('targetVersions', FIRST_ENGINES);
    }
    checkStackOf(this, AddressesAreValid);
    checkStackOf(this, EphemeralValuesAreNotStored);
  }

  public override interpolationForAttribute(attribute: string): IResolvable {
    return lateReference(this, attribute, (late) => super.interpolationForAttribute(late));
  }

  public override toTerraform(): unknown {
    return {
      ...requiringEngine(this.cdktfStack, FIRST_ENGINE),
      ...(super.toTerraform() as object),
    };
  }

  /** Without a required version, which CDK Terrain cannot write as HCL. */
  public override toHclTerraform(): unknown {
    return withConditionBlocks(this, super.toHclTerraform());
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclOf(this.attributes);
  }
}

/** The first Terraform with ephemeral blocks. */
const FIRST_ENGINE = '1.10';
const FIRST_ENGINES = { terraform: `>=${FIRST_ENGINE}`, opentofu: '>=1.11' };

/** Strings and blocks of strings, as CDK Terrain's HCL writer wants them. */
function hclOf(attributes: Attributes): Record<string, unknown> {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, hclValueOf(value)]));
}

function hclValueOf(value: unknown): object {
  return typeof value === 'object' && value !== null
    ? { value: hclOf(value as Attributes), isBlock: true, type: 'struct' }
    : { value, isBlock: false, type: 'simple', storageClassType: 'string' };
}
