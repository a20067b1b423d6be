import { CloudError, type Words } from '../cloud-error';
import { type Answer } from '../http/answer';
import { type Client, type Request } from '../http/client';
import { interrupted } from '../interrupted';
import { profileNamed } from '../settings/setting';
import { authorise, type Scope } from './authorise';
import { type Credentials } from './credentials';

/** What is known about a key pair: on trial, good, or refused. */
interface Standing {
  trial: Promise<void> | undefined;
  isGood: boolean;
  refusal: CloudError | undefined;
}

/** What a refused token means where none was sent: the security token is meant. */
const staleKeys: Words = {
  category: 'credentials',
  summary: 'Authentication failed',
  means:
    'The key pair is a temporary one that has expired, or whose security token is missing or not its own.',
  next: 'Get new temporary keys, and set access_key, secret_key and security_token together; for a KooCLI profile, log in again with hcloud.',
  argument: 'security_token',
};

/** Undefined where the keys are not what is wrong, such as a clock. */
function wrongProfile(profile: string, argument: string | undefined): Words | undefined {
  const problem = {
    access_key:
      'The access key does not exist, is disabled or locked, or was temporary and has expired',
    secret_key: 'The secret key does not belong to the access key',
    token: staleKeys.means.replace(/\.$/, ''),
  }[argument ?? ''];
  if (problem === undefined) return undefined;
  return {
    category: 'credentials',
    summary: 'Authentication failed',
    means: `${problem}. The keys come from ${profileNamed(profile)}.`,
    next: 'Log in again with hcloud, or set the keys of the profile up again with "hcloud configure set".',
    argument: 'profile',
  };
}

/** The user cannot renew what a log-in led to, but the next run does. */
function staleLogIn(origin: string): Words {
  return {
    category: 'credentials',
    summary: 'Authentication failed',
    means: `The cloud no longer accepts the credentials from ${origin}: they have expired, or were revoked.`,
    next: 'Run again, which logs in anew.',
  };
}

/**
 * Sends requests with credentials. Five refused signatures lock a key pair for five minutes, so as
 * long as no request of a key pair has succeeded only one is under way, and after a refusal no
 * other is sent: all get the same answer.
 */
export class AuthorisedClient {
  private readonly standings = new Map<string, Standing>();

  constructor(private readonly client: Client) {}

  /** Like {@link Client.send}, with the headers that the credentials need. */
  async send(
    request: Request,
    credentials: Credentials,
    scope: Scope,
    signal: AbortSignal,
  ): Promise<Answer> {
    const signed: Request = {
      ...request,
      authorise: (now) => authorise(request, credentials, scope, now),
    };
    const send = () => inFittingWords(credentials, this.client.send(signed, signal));
    if (credentials.kind === 'token') return send();
    const standing = this.standingOf(credentials.accessKey);
    while (standing.trial !== undefined) await untilOver(standing.trial, request, signal);
    if (standing.refusal !== undefined) throw standing.refusal;
    return standing.isGood ? noteRefusal(standing, send) : onTrial(standing, send);
  }

  private standingOf(accessKey: string): Standing {
    const known = this.standings.get(accessKey);
    if (known !== undefined) return known;
    const fresh = { trial: undefined, isGood: false, refusal: undefined };
    this.standings.set(accessKey, fresh);
    return fresh;
  }
}

async function onTrial(standing: Standing, send: () => Promise<Answer>): Promise<Answer> {
  let over: () => void = () => undefined;
  standing.trial = new Promise((resolve) => {
    over = resolve;
  });
  try {
    const answer = await noteRefusal(standing, send);
    standing.isGood = true;
    return answer;
  } finally {
    standing.trial = undefined;
    over();
  }
}

async function noteRefusal(standing: Standing, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof CloudError && error.status === 401) standing.refusal = error;
    throw error;
  }
}

/** The cloud cannot know where the credentials that it refuses come from. */
async function inFittingWords(credentials: Credentials, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const isRefusal = error instanceof CloudError && error.status === 401;
    const words = isRefusal ? fittingWords(credentials, error) : undefined;
    throw words === undefined || !isRefusal ? error : error.retold(words);
  }
}

function fittingWords(credentials: Credentials, { argument }: CloudError): Words | undefined {
  const { kind, origin } = credentials;
  if (origin !== undefined) return argument === 'token' ? staleLogIn(origin) : undefined;
  if (kind === 'token') return undefined;
  if (credentials.profile !== undefined) return wrongProfile(credentials.profile, argument);
  return argument === 'token' ? staleKeys : undefined;
}

async function untilOver(trial: Promise<void>, { url }: Request, signal: AbortSignal) {
  const what = `another request, before ${url.origin}${url.pathname} is asked`;
  if (signal.aborted) throw interrupted(signal, what);
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(interrupted(signal, what));
  });
  signal.addEventListener('abort', leave, { once: true });
  try {
    await Promise.race([trial, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
