import { CloudError, type Description } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { type Answer } from '../http/answer';
import { type Client, type CloudRequest } from '../http/client';
import { profileNamed } from '../settings/setting';
import { interrupted } from '../waiting/interrupted';
import { resultOf } from '../waiting/waiting';
import { authorise, type Scope } from './authorise';
import { type Credentials } from './credentials';

/** What is known about a key pair: being tried, accepted, or refused. */
interface KeyState {
  firstUse: Promise<void> | undefined;
  isAccepted: boolean;
  refusal: CloudError | undefined;
}

const stale =
  'The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair';

/** A refusal of the token if none was sent is about the security token. */
const staleKeys: Description = {
  category: 'credentials',
  summary: 'Authentication failed',
  means: `${stale}.`,
  next: `Get new temporary keys, and set ${named('accessKey')}, ${named('secretKey')} and ${named('securityToken')} together; for a KooCLI profile, log in again with hcloud.`,
  setting: 'securityToken',
};

/** Undefined if something else is wrong than the keys, such as a clock. */
function wrongProfile(profile: string, setting: string | undefined): Description | undefined {
  const problem = {
    accessKey:
      'The access key does not exist, is disabled or locked, or was temporary and has expired',
    secretKey: 'The secret key does not belong to the access key',
    token: stale,
  }[setting ?? ''];
  if (problem === undefined) return undefined;
  return {
    category: 'credentials',
    summary: 'Authentication failed',
    means: `${problem}. The keys come from ${profileNamed(profile)}.`,
    next: 'Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".',
    setting: 'profile',
  };
}

/** The user cannot renew what a log-in led to, but the next run does. */
function staleLogIn(origin: string): Description {
  return {
    category: 'credentials',
    summary: 'Authentication failed',
    means: `The cloud no longer accepts the credentials from ${origin}: they have expired, or were revoked.`,
    next: 'Run again: every run logs in anew.',
  };
}

/**
 * Sends requests with credentials. Five refused signatures lock a key pair for five minutes. So until
 * a request with a key pair has succeeded there is only one at a time, and after a refusal no other
 * is sent: all get the same error.
 */
export class AuthorisedClient {
  private readonly states = new Map<string, KeyState>();

  constructor(private readonly client: Client) {}

  /** Like {@link Client.send}, with the headers that the credentials need. */
  async send(
    request: CloudRequest,
    credentials: Credentials,
    scope: Scope,
    signal: AbortSignal,
  ): Promise<Answer> {
    const signed: CloudRequest = {
      ...request,
      authorise: (now) => authorise(request, credentials, scope, now),
    };
    const send = () => describingOrigin(credentials, this.client.send(signed, signal));
    if (credentials.kind === 'token') return send();
    const state = this.stateOf(credentials.accessKey);
    while (state.firstUse !== undefined) await endOf(state.firstUse, request, signal);
    if (state.refusal !== undefined) throw state.refusal;
    return state.isAccepted ? noteRefusal(state, send) : useFirst(state, send);
  }

  private stateOf(accessKey: string): KeyState {
    const known = this.states.get(accessKey);
    if (known !== undefined) return known;
    const fresh = { firstUse: undefined, isAccepted: false, refusal: undefined };
    this.states.set(accessKey, fresh);
    return fresh;
  }
}

async function useFirst(state: KeyState, send: () => Promise<Answer>): Promise<Answer> {
  let finished: () => void = () => undefined;
  state.firstUse = new Promise((resolve) => {
    finished = resolve;
  });
  try {
    const answer = await noteRefusal(state, send);
    state.isAccepted = true;
    return answer;
  } finally {
    state.firstUse = undefined;
    finished();
  }
}

async function noteRefusal(state: KeyState, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (isRefusalOfKeys(error)) state.refusal = error;
    throw error;
  }
}

/** Status 401 alone says too little: DDS also answers with it if a permission is missing. */
function isRefusalOfKeys(error: unknown): error is CloudError {
  return error instanceof CloudError && error.status === 401 && error.category === 'credentials';
}

/** The cloud cannot know where the credentials that it refuses come from. */
async function describingOrigin(
  credentials: Credentials,
  answer: Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const description = describe(credentials, error);
    throw description === undefined ? error : error.describedAs(description);
  }
}

function describe(credentials: Credentials, { setting }: CloudError): Description | undefined {
  const { kind, origin } = credentials;
  if (origin !== undefined) return setting === 'token' ? staleLogIn(origin) : undefined;
  if (kind === 'token') return undefined;
  if (credentials.profile !== undefined) return wrongProfile(credentials.profile, setting);
  return setting === 'token' ? staleKeys : undefined;
}

async function endOf(firstUse: Promise<void>, { url }: CloudRequest, signal: AbortSignal) {
  const what = `another request with the same keys, before ${url.origin}${url.pathname}`;
  await resultOf(firstUse, signal, () => interrupted(signal, what));
}
