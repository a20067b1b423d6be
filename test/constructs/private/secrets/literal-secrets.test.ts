import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { type Construct } from 'constructs';
import { DdsProvider, type DdsProviderProps } from '../../../../lib';

const provider = (props: DdsProviderProps) =>
  new DdsProvider(new TerraformStack(Testing.app(), 'stack'), 'dds', props);

const warningsOf = ({ node }: Construct) =>
  node.metadata.filter(({ type }) => type.endsWith('warn')).map(({ data }) => data as string);

const secrets = {
  region: 'eu-west-101',
  accessKey: 'AK',
  secretKey: 'SK',
  securityToken: 'security token',
  token: 'token',
  userName: 'user',
  password: 'password',
  cert: '/cert.pem',
};

describe('a warning about literal secrets', () => {
  test('names a single secret in the configuration', () => {
    expect(warningsOf(provider({ token: 'secret' }))).toMatchInlineSnapshot(`
     [
       "token is a secret and is written to the synthesized stack in plain text. Leave it out and set HW_AUTH_TOKEN, or pass a TerraformVariable with sensitive: true.",
     ]
    `);
  });

  test('names all secrets in the configuration, and none of their values', () => {
    const [text] = warningsOf(
      provider({
        ...secrets,
        key: '-----BEGIN PRIVATE KEY-----',
        assumeRoleWithOidc: { agencyName: 'agency', idToken: 'id token' },
      }),
    );
    expect(text).toMatchInlineSnapshot(
      `"accessKey, secretKey, securityToken, token, password, key, assumeRoleWithOidc.idToken are secrets and are written to the synthesized stack in plain text. Leave them out and set HW_ACCESS_KEY, HW_SECRET_KEY, HW_SECURITY_TOKEN, HW_AUTH_TOKEN, HW_USER_PASSWORD, OS_KEY, HW_ASSUME_ROLE_ID_TOKEN, or pass a TerraformVariable with sensitive: true."`,
    );
  });

  test('is not given for the path of a key or a variable', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    const secret = new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true });
    const provider = new DdsProvider(stack, 'dds', {
      accessKey: '${var.access_key}',
      secretKey: secret.stringValue,
      key: '/key.pem',
    });
    expect(warningsOf(provider)).toEqual([]);
  });
});
