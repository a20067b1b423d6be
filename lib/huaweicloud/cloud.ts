import { AuthorisedClient } from './auth/authorised-client';
import { readyCredentials } from './auth/choose-source';
import { METADATA_TIMEOUT } from './auth/metadata';
import { Dds } from './dds/dds';
import { type Location, ProjectClients } from './dds/project-clients';
import { Client, type ClientOptions } from './http/client';
import { type Log, safeLog, silentLog } from './http/log';
import { DEFAULT_RETRY_POLICY } from './http/retry';
import { type Downloads, type ObjectStore } from './obs/backup-download';
import { type ObjectLimits, type ObjectStoreOptions } from './obs/object/object-store';
import { keepSecret } from './redaction/secrets';
import { customEndpoint } from './settings/endpoints';
import { type Environment } from './settings/environment';
import { readProfile } from './settings/koocli-profile';
import { proxyFor } from './settings/proxy';
import { rawSecrets, readSettings } from './settings/read-settings';
import { isSet } from './settings/setting';
import { type GivenSettings, type Settings } from './settings/settings';
import { lazyTlsOptions } from './settings/tls';
import { Shared } from './waiting/shared';

export interface CloudOptions {
  /** The environment variables for settings that are not given. @default - none */
  readonly env?: Environment;
  /** Gets a few lines per request, without secrets. @default - no log */
  readonly log?: Log;
  /** Name and version of the caller, for the statistics of the cloud. */
  readonly userAgent?: string;
  /** Timing of downloads, for tests. @default - that of {@link ObjectLimits} */
  readonly objectLimits?: Partial<ObjectLimits>;
}

const DEFAULT_REQUEST_TIMEOUT = 30_000;

/** Huawei Cloud with one set of settings. */
export class Cloud {
  private readonly storeOptions: ObjectStoreOptions;
  private store: ObjectStore | undefined;
  private readonly clients: (signal: AbortSignal) => Promise<ProjectClients>;

  /**
   * Reads and checks the settings; sends no request yet.
   * @throws CloudError naming the unusable setting
   */
  constructor(given: GivenSettings, options: CloudOptions = {}) {
    const { log = silentLog, userAgent = 'cdktf-huaweicloud-dds' } = options;
    const env = withoutEmpty(options.env ?? {});
    keepSecret(...rawSecrets(given, env));
    const settings = readSettings(given, env);
    checkSettings(settings);
    const common = { userAgent, log: safeLog(log) };
    const tls = lazyTlsOptions(settings, env);
    const network = { tls, proxyFor: (url: URL) => proxyFor(url, env) };
    this.storeOptions = { ...common, network, limits: options.objectLimits };
    const client = new Client({ ...common, ...limitsOf(settings), network });
    const linkLocal = new Client({
      ...common,
      requestTimeout: METADATA_TIMEOUT,
      retries: { ...DEFAULT_RETRY_POLICY, maxRetries: 0 },
      network: { tls, proxyFor: () => undefined },
    });
    const open = (complete: Settings) => {
      const authorised = new AuthorisedClient(client);
      return new ProjectClients({ settings: complete, env, client, linkLocal, authorised });
    };
    if (!usesProfile(settings)) {
      const clients = open(settings);
      this.clients = () => Promise.resolve(clients);
      return;
    }
    const profile = new Shared(
      'the KooCLI profile',
      async () => open(await withProfile(settings, given, env)),
      { result: () => true, failure: () => true },
    );
    this.clients = (signal) => profile.get(signal);
  }

  /** DDS in a region and a project, by default those of the settings; sends no request yet. */
  dds(location: Location = {}): Dds {
    return new Dds(async (signal) => (await this.clients(signal)).at(location));
  }

  /** Downloads of the backups of one region and project, by default those of the settings; sends no request yet. */
  async downloads(location: Location = {}): Promise<Downloads> {
    const { Downloads } = await import('./obs/backup-download');
    return new Downloads(this.dds(location), await this.objectStore());
  }

  /** Reads objects by their links: with the same network settings, but without credentials. */
  async objectStore(): Promise<ObjectStore> {
    // Few runs download anything: bundles have the code for it in a file of its own.
    const { ObjectStore } = await import('./obs/backup-download');
    this.store ??= new ObjectStore(this.storeOptions);
    return this.store;
  }
}

/** The checks that need no request. */
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
  const profile = await readProfile(address, env);
  keepSecret(...rawSecrets(profile.settings, {}));
  const complete = readSettings(given, env, profile);
  readyCredentials(complete);
  return complete;
}

function limitsOf(settings: Settings): Pick<ClientOptions, 'requestTimeout' | 'retries'> {
  const { requestTimeout = DEFAULT_REQUEST_TIMEOUT, maxRetries = DEFAULT_RETRY_POLICY.maxRetries } =
    settings;
  return { requestTimeout, retries: { ...DEFAULT_RETRY_POLICY, maxRetries } };
}
