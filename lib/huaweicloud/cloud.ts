import { AuthorisedClient } from './auth/authorised-client';
import { readyCredentials } from './auth/choose-source';
import { METADATA_TIMEOUT } from './auth/metadata';
import { Dds } from './dds/dds';
import { customEndpoint } from './endpoints';
import { type Environment } from './environment';
import { Client, type ClientOptions } from './http/client';
import { harmlessLog, type Log, silentLog } from './http/log';
import { proxyFor } from './http/proxy';
import { defaultRetryPolicy } from './http/retry';
import { keepSecret } from './secrets';
import { type Location, Sessions } from './sessions';
import { readProfile } from './settings/koocli-profile';
import { isSet } from './settings/setting';
import { type GivenSettings, readSettings, secretsOf, type Settings } from './settings/settings';
import { lazyTlsOptions } from './settings/tls';
import { Shared } from './shared';

export interface CloudOptions {
  /** Where settings are looked for that are not given. Default: nowhere. */
  readonly env?: Environment;
  /** Gets a few lines a request, without secrets. Default: nobody does. */
  readonly log?: Log;
  /** Name and version of the caller for the cloud's statistics. */
  readonly userAgent?: string;
}

const DEFAULT_REQUEST_TIMEOUT = 30_000;

/** Huawei Cloud as one user with one set of settings sees it. */
export class Cloud {
  private readonly sessions: (signal: AbortSignal) => Promise<Sessions>;

  /**
   * Reads and checks the settings; asks nobody yet.
   * @throws CloudError naming the argument that cannot be used
   */
  constructor(given: GivenSettings, options: CloudOptions = {}) {
    const { log = silentLog, userAgent = 'cdktf-huaweicloud-dds' } = options;
    const env = withoutEmpty(options.env ?? {});
    const settings = readSettings(given, env);
    keepSecret(...secretsOf(settings));
    checkSettings(settings);
    const common = { userAgent, log: harmlessLog(log) };
    const tls = lazyTlsOptions(settings, env);
    const client = new Client({
      ...common,
      ...patience(settings),
      network: { tls, proxyFor: (url) => proxyFor(url, env) },
    });
    const nearby = new Client({
      ...common,
      requestTimeout: METADATA_TIMEOUT,
      retries: { ...defaultRetryPolicy, maxRetries: 0 },
      network: { tls, proxyFor: () => undefined },
    });
    const open = (complete: Settings) => {
      keepSecret(...secretsOf(complete));
      const authorised = new AuthorisedClient(client);
      return new Sessions({ settings: complete, env, client, nearby, authorised });
    };
    if (!usesProfile(settings)) {
      const sessions = open(settings);
      this.sessions = () => Promise.resolve(sessions);
      return;
    }
    const profile = new Shared(
      'the KooCLI profile',
      async () => open(await withProfile(settings, given, env)),
      { result: () => true, failure: () => true },
    );
    this.sessions = (signal) => profile.get(signal);
  }

  /** DDS at a place; asks nobody yet. */
  dds(location: Location): Dds {
    return new Dds(async (signal) => (await this.sessions(signal)).at(location));
  }
}

/** What can be said without asking anyone. */
function checkSettings(settings: Settings): void {
  customEndpoint('dds', settings);
  customEndpoint('iam', settings);
  customEndpoint('sts', settings);
  if (!usesProfile(settings)) readyCredentials(settings);
}

/** A blank variable counts as one that is not set. */
function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => isSet(value)));
}

function usesProfile({ sharedConfigFile, profile }: Settings): boolean {
  return sharedConfigFile !== undefined || profile !== undefined;
}

async function withProfile(
  settings: Settings,
  given: GivenSettings,
  env: Environment,
): Promise<Settings> {
  const address = { file: settings.sharedConfigFile, name: settings.profile };
  const complete = readSettings(given, env, await readProfile(address, env));
  readyCredentials(complete);
  return complete;
}

function patience(settings: Settings): Pick<ClientOptions, 'requestTimeout' | 'retries'> {
  const { requestTimeout = DEFAULT_REQUEST_TIMEOUT, maxRetries = defaultRetryPolicy.maxRetries } =
    settings;
  return { requestTimeout, retries: { ...defaultRetryPolicy, maxRetries } };
}
