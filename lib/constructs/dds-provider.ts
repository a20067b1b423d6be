import { Lazy, TerraformProvider, Tokenization } from 'cdktf';
import { type Construct } from 'constructs';
import { type DdsProviderProps } from './dds-provider-props';
import { carriedProvider } from './private/carrying/carried-provider';
import { carryProvider } from './private/carrying/carrying-synthesizer';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProvidersAreDistinct } from './private/checks/provider-aliases';
import { checkedProviderProps } from './private/checks/provider-rules';
import { optionalText, requireLiteral } from './private/checks/texts';
import { warnOfLiteralSecrets } from './private/secrets/literal-secrets';

/**
 * The Terraform provider `dds`, which this package carries: it is put into each stack that has a `DdsProvider`, and
 * needs no registry, only Node.js 20.18.1 or newer where the engine runs.
 *
 * Without props it is configured by the environment variables of the provider `huaweicloud/huaweicloud`.
 */
export class DdsProvider extends TerraformProvider {
  /** Type of the provider, as `Testing` and its matchers look for it. */
  public static readonly tfResourceType = 'dds';

  private readonly props: DdsProviderProps;
  private givenAlias?: string;

  public constructor(scope: Construct, id: string, props: DdsProviderProps = {}) {
    const carried = carriedProvider();
    super(scope, id, {
      terraformResourceType: DdsProvider.tfResourceType,
      terraformProviderSource: carried.source,
      terraformGeneratorMetadata: { providerName: 'dds', providerVersion: carried.version },
    });
    requireOneCdktf(this);
    this.props = checkedProviderProps(this, props);
    this.alias = props.alias;

    warnOfLiteralSecrets(this, this.props);
    this.node.addValidation(new ProvidersAreDistinct(this));
    carryProvider(this, carried);
  }

  /** Name by which constructs of the stack choose this provider. The stack may have one provider without. */
  public get alias(): string | undefined {
    return this.givenAlias;
  }

  public set alias(value: string | undefined) {
    const alias = optionalText(this, 'alias', value);
    this.givenAlias =
      alias === undefined ? undefined : requireLiteral(this, 'alias', alias, /^[A-Za-z_][\w-]*$/);
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

/** As cdktf's HCL writer wants to be told that a list is one of blocks; a token is written as it is. */
function blocks(value: object): object {
  return Tokenization.isResolvable(value) ? value : { value, isBlock: true, type: 'list' };
}
