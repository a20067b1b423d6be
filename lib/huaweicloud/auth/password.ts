import { settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { type Settings } from '../settings/settings';
import { type Token } from './credentials';
import { issuedToken } from './issued-token';
import { type LogInContext, postTo, refusedLogIn } from './log-in';

/** Whether the settings name a user and a password. */
export function hasPassword({ userName, userId, password }: Settings): boolean {
  return password !== undefined && (userName !== undefined || userId !== undefined);
}

/** What a token is for. */
export type TokenScope = 'project' | 'account';

/**
 * A token for a user and a password.
 * IAM API Reference, "Obtaining a User Token Through Password Authentication":
 * POST /v3/auth/tokens?nocatalog=true
 */
export async function logInWithPassword(
  context: LogInContext,
  scope: TokenScope,
  signal: AbortSignal,
): Promise<Token> {
  const { settings, client } = context;
  const body = {
    auth: {
      identity: { methods: ['password'], password: { user: userOf(settings) } },
      scope: scope === 'project' ? { project: context.project } : { domain: domainOf(settings) },
    },
  };
  const query = { nocatalog: 'true' };
  const request = postTo('iam', ['v3', 'auth', 'tokens'], body, context, query);
  const refusals = () =>
    refusedLogIn(
      'password',
      'IAM does not accept this user and password for this account and project.',
      `Check ${named('userName')} (or ${named('userId')}), ${named('password')}, ${named('domainName')} and ${named('projectName')}. Users of HUAWEI IDs, and users with multi-factor authentication, cannot log in this way: use access keys.`,
    );
  return issuedToken(await client.send({ ...request, refusals }, signal));
}

function userOf(settings: Settings) {
  const { userName, userId, password } = settings;
  return userId === undefined
    ? { name: userName, password, domain: domainOf(settings) }
    : { id: userId, password };
}

/** The account of the user. */
function domainOf({ domainId, domainName }: Settings) {
  if (domainId !== undefined) return { id: domainId };
  if (domainName !== undefined) return { name: domainName };
  throw settingError(
    'domainName',
    'Incomplete credentials',
    `The name of a user is unique only within an account. Set ${waysToSet('domainName')}, or ${waysToSet('domainId')}.`,
  );
}
