import { Lazy, TerraformProvider, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { type DdsProviderProps } from './dds-provider-props';
import { carriedProvider } from './private/carrying/carried-provider';
import { carryProvider } from './private/carrying/carrying-synthesizer';
import { ProvidersAreDistinct } from './private/checks/provider-aliases';
import { requireDuration, requireLiteral, requireText } from './private/checks/validation';
import { warnOfLiteralSecrets } from './private/secrets/literal-secrets';

/**
 * The Terraform provider `dds`, which this package carries: it is put into each stack that has a `DdsProvider`, and
 * needs no registry, only Node.js 20 or newer where the engine runs.
 *
 * Without props it is configured by the environment variables of the provider `huaweicloud/huaweicloud`.
 */
export class DdsProvider extends TerraformProvider {
  private readonly props: DdsProviderProps;
  private givenAlias?: string;

  public constructor(scope: Construct, id: string, props: DdsProviderProps = {}) {
    const carried = carriedProvider();
    super(scope, id, {
      terraformResourceType: 'dds',
      terraformProviderSource: carried.source,
      terraformGeneratorMetadata: { providerName: 'dds', providerVersion: carried.version },
    });
    for (const [name, value] of Object.entries(props) as [string, unknown][]) {
      if (typeof value === 'string') requireText(this, name, value);
    }
    requireDuration(this, 'requestTimeout', props.requestTimeout);
    this.props = props;
    this.alias = props.alias;

    warnOfLiteralSecrets(this, props);
    this.node.addValidation(new ProvidersAreDistinct(this));
    carryProvider(TerraformStack.of(this), carried);
  }

  /** Name by which constructs of the stack choose this provider; the stack may have one provider without. */
  public get alias(): string | undefined {
    return this.givenAlias;
  }

  public set alias(value: string | undefined) {
    this.givenAlias =
      value === undefined ? undefined : requireLiteral(this, 'alias', value, /^[A-Za-z_][\w-]*$/);
  }

  protected synthesizeAttributes(): Record<string, unknown> {
    const { endpoints, assumeRoleWithOidc } = this.props;
    return {
      ...this.props,
      alias: this.alias,
      // The names in a map are the user's, and CDKTF would change their case; it does not look into a token.
      endpoints: endpoints && Lazy.anyValue({ produce: () => endpoints }),
      assumeRoleWithOidc: assumeRoleWithOidc && [assumeRoleWithOidc],
    };
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    const { assumeRole, assumeRoleWithOidc } = this.props;
    return {
      ...this.synthesizeAttributes(),
      assumeRole: assumeRole && blocks(assumeRole),
      assumeRoleWithOidc: assumeRoleWithOidc && blocks([assumeRoleWithOidc]),
    };
  }
}

/** As cdktf's HCL writer wants to be told that a list is one of blocks. */
function blocks(value: readonly object[]): object {
  return { value, isBlock: true, type: 'list' };
}
