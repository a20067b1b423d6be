import { type Category, CloudError, settingError } from '../errors/cloud-error';
import { waysToSet } from '../errors/setting-names';
import { type Answer, unexpectedAnswer } from '../http/answer';
import { requestUrl } from '../http/request-url';
import { keepSecret } from '../redaction/secrets';
import { type Environment } from '../settings/environment';
import { unsendable } from '../settings/sendable';
import { type KeyPair } from './credentials';
import { type LogInContext } from './log-in';
import { temporaryKeys } from './temporary-keys';

/** The metadata service answers at once or not at all (ms). */
export const METADATA_TIMEOUT = 3000;
/** Seconds; the token is used once. */
const TOKEN_LIFE = '60';
/** Statuses of servers that offer metadata without a token only. */
const WITHOUT_TOKENS = [404, 405, 503];

/** Whether the metadata service may be used. */
export function mayAskMetadata(env: Environment): boolean {
  return !/^\s*(1|t|true)\s*$/i.test(env.HW_METADATA_DISABLED ?? '');
}

/**
 * Temporary keys of the agency of the ECS this runs on.
 * ECS User Guide, "Obtaining Metadata": GET /openstack/latest/securitykey, with a token from
 * PUT /meta-data/latest/api/token if the server requires or supports one.
 */
export async function metadataKeys(
  { env, linkLocal }: LogInContext,
  signal: AbortSignal,
): Promise<KeyPair> {
  const base = metadataUrl(env);
  const ask = (token: string | undefined): Promise<Answer> =>
    linkLocal.send(
      {
        method: 'GET',
        url: requestUrl(base, ['openstack', 'latest', 'securitykey']),
        headers: token === undefined ? {} : { 'x-metadata-token': token },
      },
      signal,
    );
  try {
    const token = await linkLocal
      .send(
        {
          method: 'PUT',
          url: requestUrl(base, ['meta-data', 'latest', 'api', 'token']),
          headers: { 'x-metadata-token-ttl-seconds': TOKEN_LIFE },
        },
        signal,
      )
      .then(tokenIn, withoutToken);
    return temporaryKeys(await ask(token), 'credential');
  } catch (error) {
    throw error instanceof CloudError && !KEPT.includes(error.category)
      ? noKeys(error, base)
      : error;
  }
}

/** These do not mean that there are no keys. */
const KEPT: readonly Category[] = ['cancelled', 'settings', 'bug'];

function tokenIn(answer: Answer): string {
  const token = answer.text.trim();
  if (unsendable(token) === undefined && token !== '') {
    keepSecret(token);
    return token;
  }
  throw unexpectedAnswer(answer, 'The answer is not a token of the metadata service.');
}

function withoutToken(error: unknown): undefined {
  if (error instanceof CloudError && WITHOUT_TOKENS.includes(error.status ?? 0)) return undefined;
  throw error;
}

function metadataUrl({ HW_METADATA_ENDPOINT: address }: Environment): URL {
  const url = address?.trim() ?? 'http://169.254.169.254';
  if (URL.canParse(url) && /^https?:/i.test(url)) return new URL(url);
  throw settingError(
    'accessKey',
    'Metadata address cannot be used',
    'The environment variable HW_METADATA_ENDPOINT does not hold a URL; write it like "http://169.254.169.254".',
  );
}

/** The metadata service is the last resort, so its failure means that there are no credentials. */
function noKeys(error: CloudError, base: URL): CloudError {
  const { status, code } = error;
  const without =
    code === undefined ? 'gives no answer that can be read' : `does not answer (${code})`;
  const reason = `the ECS metadata service at ${base.host} ${
    status === undefined ? without : `has no keys (HTTP ${status})`
  }`;
  return new CloudError({
    category: 'settings',
    summary: 'No credentials',
    means: `No credentials are set, and ${reason}.`,
    next: `Set ${waysToSet('accessKey')}, and ${waysToSet('secretKey')}; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used.`,
    setting: 'accessKey',
    code,
    status,
    cause: error,
  });
}
