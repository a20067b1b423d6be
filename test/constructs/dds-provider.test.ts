import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type IResolvable, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { BackupDownloadLinks, DdsProvider, type DdsProviderProps } from '../../lib';

const manifest = JSON.parse(
  readFileSync(path.join(__dirname, '../../build/packages/manifest.json'), 'utf8'),
) as { version: string };

function stackWith(props?: DdsProviderProps) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  return { stack, provider: new DdsProvider(stack, 'dds', props) };
}

interface Synthesized {
  readonly provider: { readonly dds: unknown[] };
  readonly terraform: { readonly required_providers: unknown };
}

const synthesized = (stack: TerraformStack) => JSON.parse(Testing.synth(stack)) as Synthesized;

const everything: Required<Omit<DdsProviderProps, 'alias'>> = {
  region: 'eu-west-101',
  accessKey: 'AK',
  secretKey: 'SK',
  securityToken: 'security token',
  token: 'token',
  userName: 'user',
  userId: 'user id',
  password: 'password',
  domainId: 'domain id',
  domainName: 'domain',
  projectId: 'project-id',
  projectName: 'project',
  tenantId: 'tenant id',
  tenantName: 'tenant',
  assumeRole: [
    { agencyName: 'first', domainName: 'domain' },
    { agencyName: 'second', domainId: 'id', duration: 900 },
  ],
  assumeRoleWithOidc: {
    agencyName: 'agency',
    domainId: 'id',
    idpId: 'idp',
    idTokenFile: '/token',
    duration: 900,
  },
  agencyName: 'agency',
  agencyDomainName: 'agency domain',
  delegatedProject: 'delegated',
  authUrl: 'https://iam.example.com/v3',
  cloud: 'example.com',
  endpoints: { dds: 'https://dds.example.com', someService: 'https://iam.example.com' },
  regional: true,
  insecure: false,
  cacertFile: '/ca.pem',
  cert: '/cert.pem',
  key: '/key.pem',
  sharedConfigFile: '/config.json',
  profile: 'profile',
  maxRetries: 0,
  requestTimeout: '10s',
  enterpriseProjectId: 'enterprise',
  signingAlgorithm: 'HmacSHA256',
  skipCheckWebsiteType: true,
  skipCheckUpgrade: true,
  enableForceNew: false,
};

test('a stack requires exactly the version in this package', () => {
  expect(synthesized(stackWith().stack)).toMatchObject({
    terraform: {
      required_providers: {
        dds: { source: 'terraform.internal/huaweicloud/dds', version: manifest.version },
      },
    },
    provider: { dds: [{}] },
  });
});

test('every argument reaches the provider under its own name', () => {
  expect(synthesized(stackWith(everything).stack).provider.dds).toMatchInlineSnapshot(`
   [
     {
       "access_key": "AK",
       "agency_domain_name": "agency domain",
       "agency_name": "agency",
       "assume_role": [
         {
           "agency_name": "first",
           "domain_name": "domain",
         },
         {
           "agency_name": "second",
           "domain_id": "id",
           "duration": 900,
         },
       ],
       "assume_role_with_oidc": [
         {
           "agency_name": "agency",
           "domain_id": "id",
           "duration": 900,
           "id_token_file": "/token",
           "idp_id": "idp",
         },
       ],
       "auth_url": "https://iam.example.com/v3",
       "cacert_file": "/ca.pem",
       "cert": "/cert.pem",
       "cloud": "example.com",
       "delegated_project": "delegated",
       "domain_id": "domain id",
       "domain_name": "domain",
       "enable_force_new": false,
       "endpoints": {
         "dds": "https://dds.example.com",
         "someService": "https://iam.example.com",
       },
       "enterprise_project_id": "enterprise",
       "insecure": false,
       "key": "/key.pem",
       "max_retries": 0,
       "password": "password",
       "profile": "profile",
       "project_id": "project-id",
       "project_name": "project",
       "region": "eu-west-101",
       "regional": true,
       "request_timeout": "10s",
       "secret_key": "SK",
       "security_token": "security token",
       "shared_config_file": "/config.json",
       "signing_algorithm": "HmacSHA256",
       "skip_check_upgrade": true,
       "skip_check_website_type": true,
       "tenant_id": "tenant id",
       "tenant_name": "tenant",
       "token": "token",
       "user_id": "user id",
       "user_name": "user",
     },
   ]
  `);
});

test('constructs select a provider by its alias', () => {
  const { stack } = stackWith({ region: 'eu-west-101' });
  const other = new DdsProvider(stack, 'other', { alias: 'other', region: 'eu-west-0' });
  new BackupDownloadLinks(stack, 'links', { instanceId: 'i', backupId: 'b', provider: other });
  expect(synthesized(stack)).toMatchObject({
    provider: { dds: [{ region: 'eu-west-101' }, { alias: 'other', region: 'eu-west-0' }] },
    data: { dds_backup_download_links: { links: { provider: 'dds.other' } } },
  });
});

test('the HCL form has the same content', () => {
  const { stack } = stackWith({
    alias: 'a',
    region: 'eu-west-101',
    insecure: true,
    maxRetries: 2,
    endpoints: { dds: 'https://dds.example.com', someService: 'https://iam.example.com' },
    assumeRole: [{ agencyName: 'first', domainName: 'domain' }, { agencyName: 'second' }],
    assumeRoleWithOidc: { agencyName: 'agency', domainId: 'id', idpId: 'idp', duration: 900 },
  });
  const hcl = Testing.synthHcl(stack) as string;
  expect(hcl.slice(hcl.indexOf('provider "dds"'))).toMatchInlineSnapshot(`
   "provider "dds" {
   alias = "a"
   region = "eu-west-101"
   insecure = true
   max_retries = 2
   endpoints = {
   dds = "https://dds.example.com"
   someService = "https://iam.example.com"
   }
   assume_role {
   agency_name = "first"
   domain_name = "domain"
   }
   assume_role {
   agency_name = "second"
   }
   assume_role_with_oidc {
   agency_name = "agency"
   domain_id = "id"
   idp_id = "idp"
   duration = 900
   }
   }"
  `);
});

test('a setting that is empty or blank is unset', () => {
  const { stack } = stackWith({
    alias: '',
    region: '',
    projectId: ' ',
    requestTimeout: '',
    endpoints: { dds: '', iam: 'https://iam.example.com' },
    assumeRole: [{ agencyName: 'agency', domainName: '', domainId: 'id' }],
  });
  expect(synthesized(stack).provider.dds).toEqual([
    {
      endpoints: { iam: 'https://iam.example.com' },
      assume_role: [{ agency_name: 'agency', domain_id: 'id' }],
    },
  ]);
});

test('an agency can be left to the environment', () => {
  const { stack } = stackWith({ assumeRole: [{}], assumeRoleWithOidc: {} });
  expect(synthesized(stack).provider.dds).toEqual([
    { assume_role: [{}], assume_role_with_oidc: [{}] },
  ]);
  const hcl = Testing.synthHcl(stack) as string;
  expect(hcl).toMatch(/assume_role \{\s*\}/);
  expect(hcl).toMatch(/assume_role_with_oidc \{\s*\}/);
});

test('a percent sign before a brace is literal in every setting', () => {
  const { stack } = stackWith({
    password: '1%{2',
    endpoints: { dds: 'https://a%{b' },
    assumeRole: [{ agencyName: '%{agency' }],
  });
  expect(synthesized(stack).provider.dds).toEqual([
    {
      password: '1%%{2',
      endpoints: { dds: 'https://a%%{b' },
      assume_role: [{ agency_name: '%%{agency' }],
    },
  ]);
});

test('flags and lists can be expressions, as in generated bindings', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const flag = new TerraformVariable(stack, 'flag', { type: 'bool' }).booleanValue;
  const roles = new TerraformVariable(stack, 'roles', { type: 'any' }).value as IResolvable;
  new DdsProvider(stack, 'dds', {
    insecure: flag,
    regional: flag,
    skipCheckWebsiteType: flag,
    skipCheckUpgrade: flag,
    enableForceNew: flag,
    assumeRole: roles,
  });
  const settings = {
    insecure: '${var.flag}',
    regional: '${var.flag}',
    skip_check_website_type: '${var.flag}',
    skip_check_upgrade: '${var.flag}',
    enable_force_new: '${var.flag}',
    assume_role: '${var.roles}',
  };
  expect(synthesized(stack).provider.dds).toEqual([settings]);
  const hcl = Testing.synthHcl(stack) as string;
  for (const [name, value] of Object.entries(settings)) {
    expect(hcl).toContain(`${name} = "${value}"`);
  }
});

test('the matchers of CDKTF know the provider', () => {
  const { stack } = stackWith({ region: 'eu-west-101' });
  const { tfResourceType } = DdsProvider;
  const text = Testing.synth(stack);
  expect(Testing.toHaveProvider(text, tfResourceType)).toBe(true);
  expect(
    Testing.toHaveProviderWithProperties(text, tfResourceType, { region: 'eu-west-101' }),
  ).toBe(true);
});

test('tokens are left to the engine', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const region = new TerraformVariable(stack, 'region', { type: 'string' });
  const retries = new TerraformVariable(stack, 'retries', { type: 'number' });
  new DdsProvider(stack, 'dds', { region: region.stringValue, maxRetries: retries.numberValue });
  expect(synthesized(stack).provider.dds).toEqual([
    { region: '${var.region}', max_retries: '${var.retries}' },
  ]);
});

describe('checks at synth', () => {
  test('a token as an alias is rejected', () => {
    expect(() =>
      stackWith({ alias: Token.asString({ resolve: () => 'x' }) }),
    ).toThrowErrorMatchingInlineSnapshot(
      `"stack/dds: alias must be known at synth, but it is a token"`,
    );
  });

  test('an alias that is not a name is rejected', () => {
    expect(() => stackWith({ alias: 'eu west' })).toThrowErrorMatchingInlineSnapshot(
      `"stack/dds: alias must match ^[A-Za-z_][\\w-]*$, got "eu west""`,
    );
  });

  test.each<[string, DdsProviderProps]>([
    ['maxRetries', { maxRetries: NaN }],
    ['maxRetries', { maxRetries: Infinity }],
    ['maxRetries', { maxRetries: -1 }],
    ['maxRetries', { maxRetries: 2.5 }],
    ['assumeRole[0].duration', { assumeRole: [{ agencyName: 'a', duration: NaN }] }],
    ['assumeRoleWithOidc.duration', { assumeRoleWithOidc: { duration: -1 } }],
  ])('%s must be a whole number: %j', (name, props) => {
    expect(() => stackWith(props)).toThrow(`stack/dds: ${name} must be a whole number from 0 to`);
  });

  test('a number that JSON does not have is named', () => {
    expect(() => stackWith({ maxRetries: NaN })).toThrow('got NaN');
  });

  test('null is unset, as in programs without types', () => {
    const { stack } = stackWith({
      ...{ region: null, maxRetries: null, insecure: null, endpoints: null, assumeRole: null },
      assumeRoleWithOidc: { agencyName: 'agency', duration: null },
    } as unknown as DdsProviderProps);
    expect(synthesized(stack).provider.dds).toEqual([
      { assume_role_with_oidc: [{ agency_name: 'agency' }] },
    ]);
  });
});
