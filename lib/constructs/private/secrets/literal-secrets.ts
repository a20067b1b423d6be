import { Annotations, Token } from 'cdktf';
import { type IConstruct } from 'constructs';
import { type DdsProviderProps } from '../../dds-provider-props';
import { propName } from '../spelling';

/** Warns if a secret would be written to the synthesized stack in plain text. */
export function warnOfLiteralSecrets(construct: IConstruct, props: DdsProviderProps): void {
  const secrets: Record<string, string | undefined> = {
    accessKey: props.accessKey,
    secretKey: props.secretKey,
    securityToken: props.securityToken,
    token: props.token,
    password: props.password,
    key: props.key?.includes('-----BEGIN') ? props.key : undefined,
    'assumeRoleWithOidc.idToken': props.assumeRoleWithOidc?.idToken,
  };
  const literal = Object.keys(secrets).filter((name) => isLiteral(secrets[name]));
  if (literal.length === 0) return;
  const one = literal.length === 1;
  Annotations.of(construct).addWarning(
    `${literal.map(propName).join(', ')} ${one ? 'is a secret and is' : 'are secrets and are'} written to the synthesized stack in plain ` +
      `text. Leave ${one ? 'it' : 'them'} out and set ${literal.map((name) => IN_PLACE_OF[name]).join(', ')}, ` +
      `or pass a TerraformVariable with sensitive: true.`,
  );
}

const IN_PLACE_OF: Readonly<Record<string, string>> = {
  accessKey: 'HW_ACCESS_KEY',
  secretKey: 'HW_SECRET_KEY',
  securityToken: 'HW_SECURITY_TOKEN',
  token: 'HW_AUTH_TOKEN',
  password: 'HW_USER_PASSWORD',
  key: 'OS_KEY',
  'assumeRoleWithOidc.idToken': 'HW_ASSUME_ROLE_ID_TOKEN',
};

function isLiteral(value: string | undefined): boolean {
  return value !== undefined && !Token.isUnresolved(value) && !value.includes('${');
}
