import { settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { keepSecret } from '../redaction/secrets';
import { type AssumeRoleWithOidc } from '../settings/agencies';
import { type Environment } from '../settings/environment';
import { readLocalFile, UnreadableFile } from '../settings/local-file';
import { unsendable } from '../settings/sendable';
import { type KeyPair } from './credentials';
import { issuedToken } from './issued-token';
import { type LogInContext, postTo, refusedLogIn } from './log-in';
import { temporaryKeys } from './temporary-keys';

/**
 * Temporary keys for the ID token of an OpenID Connect identity provider, in two steps.
 * IAM API Reference, "Obtaining a Federated Token (OpenID Connect ID token)":
 * POST /v3.0/OS-AUTH/id-token/tokens; and "Obtaining a Temporary Access Key and Security Token
 * Through a Token": POST /v3.0/OS-CREDENTIAL/securitytokens
 */
export async function logInWithOidc(
  role: AssumeRoleWithOidc,
  context: LogInContext,
  signal: AbortSignal,
): Promise<KeyPair> {
  const { client, env } = context;
  const idToken = await idTokenOf(role, env);
  keepSecret(idToken);
  const refusals = () =>
    refusedLogIn(
      'assumeRoleWithOidc',
      'IAM does not accept the ID token of the identity provider.',
      `Check ${named('assumeRoleWithOidc.idpId')}, that the ID token has not expired, and that its audience and claims are those that the identity provider is configured for in IAM.`,
    );
  const exchange = {
    ...postTo(
      'iam',
      ['v3.0', 'OS-AUTH', 'id-token', 'tokens'],
      { auth: { id_token: { id: idToken } } },
      context,
    ),
    headers: { 'x-idp-id': role.idpId },
    refusals,
  };
  const { token } = issuedToken(await client.send(exchange, signal));
  keepSecret(token);
  const body = { auth: { identity: { methods: ['token'], token: { id: token } } } };
  const request = postTo('iam', ['v3.0', 'OS-CREDENTIAL', 'securitytokens'], body, context);
  return temporaryKeys(await client.send({ ...request, refusals }, signal), 'credential');
}

/** The file is read at every log-in, because the token in it is renewed. */
async function idTokenOf(
  { idToken, idTokenFile }: AssumeRoleWithOidc,
  env: Environment,
): Promise<string> {
  if (idToken !== undefined) return idToken;
  if (idTokenFile === undefined) throw unusable('There is no ID token.');
  const token = await textOf(idTokenFile, env);
  if (token === '') throw unusable(`The file ${foreign(idTokenFile)} is empty.`);
  const problem = unsendable(token);
  if (problem !== undefined)
    throw unusable(`${problem} It comes from the file ${foreign(idTokenFile)}.`);
  return token;
}

async function textOf(file: string, env: Environment): Promise<string> {
  try {
    return (await readLocalFile(file, env)).trim();
  } catch (error) {
    throw error instanceof UnreadableFile ? unusable(error.message) : error;
  }
}

function unusable(problem: string): Error {
  return settingError(
    'assumeRoleWithOidc',
    'No ID token',
    `${named('assumeRoleWithOidc')} cannot be used. ${problem} Set ${waysToSet('assumeRoleWithOidc.idToken')} to the token, or ${waysToSet('assumeRoleWithOidc.idTokenFile')} to a file with it.`,
  );
}
