import { Lazy, TerraformProvider, Tokenization } from 'cdktf';
import { type Construct } from 'constructs';
import { type AssumeRole, type AssumeRoleWithOidc } from './assume-role';
import { type DdsProviderProps } from './dds-provider-props';
import { carriedProvider } from './private/carrying/carried-provider';
import { carryProvider } from './private/carrying/carrying-synthesizer';
import { refuseMisspelt, type PropNames } from './private/checks/misspelt-props';
import { requireOneCdktf } from './private/checks/one-cdktf';
import { ProvidersAreDistinct } from './private/checks/provider-aliases';
import { checkedProviderProps } from './private/checks/provider-rules';
import { optionalString, requireLiteral } from './private/checks/strings';
import { warnOfLiteralSecrets } from './private/secrets/literal-secrets';

/**
 * The Terraform provider `dds`, which comes with this package.
 *
 * It is copied into each synthesized stack that has a `DdsProvider`. It needs no registry, only Node.js 20.18.1 or
 * newer where the engine runs. Without props it is configured by the environment variables of the provider
 * `huaweicloud/huaweicloud`.
 *
 * @exampleMetadata fixture=stack
 * @example
 * new DdsProvider(this, 'dds', { region: 'eu-west-101' });
 */
export class DdsProvider extends TerraformProvider {
  /** Terraform type of the provider, which the matchers of `Testing` look for. */
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
    refuseMisspelt(this, props, PROVIDER_NAMES);
    this.props = checkedProviderProps(this, props);
    this.alias = props.alias;

    warnOfLiteralSecrets(this, this.props);
    this.node.addValidation(new ProvidersAreDistinct(this));
    carryProvider(this, carried);
  }

  /** Alias that tells this provider apart from others in the stack. One provider in a stack may have none. */
  public get alias(): string | undefined {
    return this.givenAlias;
  }

  public set alias(value: string | undefined) {
    const alias = optionalString(this, 'alias', value);
    this.givenAlias =
      alias === undefined ? undefined : requireLiteral(this, 'alias', alias, /^[A-Za-z_][\w-]*$/);
  }

  protected synthesizeAttributes(): Record<string, unknown> {
    const { endpoints, assumeRoleWithOidc } = this.props;
    return {
      ...this.props,
      alias: this.alias,
      // The keys of a map are the user's own, and CDKTF would change their case. It does not look into a token.
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

/** Marks a list as a list of blocks for CDKTF's HCL writer. A token is written unchanged. */
function blocks(value: object): object {
  return Tokenization.isResolvable(value) ? value : { value, isBlock: true, type: 'list' };
}

const PROVIDER_NAMES: PropNames<DdsProviderProps> = {
  alias: true,
  region: true,
  accessKey: true,
  secretKey: true,
  securityToken: true,
  token: true,
  userName: true,
  userId: true,
  password: true,
  domainId: true,
  domainName: true,
  projectId: true,
  projectName: true,
  tenantId: true,
  tenantName: true,
  assumeRole: {
    agencyName: true,
    domainName: true,
    domainId: true,
    duration: true,
  } satisfies PropNames<AssumeRole>,
  assumeRoleWithOidc: {
    agencyName: true,
    domainId: true,
    idpId: true,
    idToken: true,
    idTokenFile: true,
    duration: true,
  } satisfies PropNames<AssumeRoleWithOidc>,
  agencyName: true,
  agencyDomainName: true,
  delegatedProject: true,
  authUrl: true,
  cloud: true,
  endpoints: true,
  regional: true,
  insecure: true,
  cacertFile: true,
  cert: true,
  key: true,
  sharedConfigFile: true,
  profile: true,
  maxRetries: true,
  requestTimeout: true,
  enterpriseProjectId: true,
  signingAlgorithm: true,
  skipCheckWebsiteType: true,
  skipCheckUpgrade: true,
  enableForceNew: true,
};
