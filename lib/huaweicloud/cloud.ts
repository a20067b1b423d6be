import { chooseSource, noCredentials } from './auth/choose-source';
import { type CredentialSource } from './auth/credentials';
import { Dds } from './dds/dds';
import { customEndpoint, requireRegion } from './endpoints';
import { Client } from './http/client';
import { settingError } from './http/errors';
import { type Log, redactedLog, silentLog } from './http/log';
import { Redaction } from './http/redaction';
import { defaultRetryPolicy } from './http/retry';
import { Session, type SessionOptions } from './session';
import { argumentName, type Environment } from './settings/setting';
import { type GivenSettings, readSettings, secretsOf, type Settings } from './settings/settings';

export interface CloudOptions {
  /** Where settings are looked for that are not given. Default: nothing is. */
  readonly env?: Environment;
  /** Gets one line a request, without secrets. Default: nobody does. */
  readonly log?: Log;
  /** Name and version of the caller for the cloud's statistics. */
  readonly userAgent?: string;
}

/** Where to look; null means what the settings say. */
export interface Location {
  readonly region: string | null;
  readonly projectId: string | null;
}

const DEFAULT_REQUEST_TIMEOUT = 30_000;

/** Huawei Cloud as one user with one set of settings sees it. */
export class Cloud {
  private readonly settings: Settings;
  private readonly client: Client;
  private readonly source: CredentialSource | undefined;
  private readonly sessions = new Map<string, Session>();

  /**
   * Reads and checks the settings; asks nobody yet.
   * @throws CloudError naming the argument that cannot be used
   */
  constructor(given: GivenSettings, { env = {}, log = silentLog, userAgent }: CloudOptions = {}) {
    this.settings = readSettings(given, env);
    checkSettings(this.settings);
    this.source = chooseSource(this.settings);
    const redaction = new Redaction();
    redaction.add(...secretsOf(this.settings));
    const { maxRetries = defaultRetryPolicy.maxRetries, requestTimeout } = this.settings;
    this.client = new Client({
      userAgent: userAgent ?? 'cdktf-huaweicloud-dds',
      requestTimeout: requestTimeout ?? DEFAULT_REQUEST_TIMEOUT,
      retries: { ...defaultRetryPolicy, maxRetries },
      log: redactedLog(log, redaction),
      redaction,
    });
  }

  /** DDS at a place; asks nobody yet. */
  dds(location: Location): Dds {
    return new Dds(() => Promise.resolve(this.session(location)));
  }

  /** The session of a place; one for all who mean the same, so that look-ups are made once. */
  private session(location: Location): Session {
    const region = requireRegion(location.region ?? this.settings.region);
    const isElsewhere = region !== (this.settings.region ?? region);
    if (isElsewhere && customEndpoint('dds', this.settings) !== undefined) {
      throw oneRegionOnly(region);
    }
    const project = projectOf(this.settings, region, isElsewhere, location.projectId);
    const key = JSON.stringify([region, project]);
    const { client, settings, source } = this;
    if (source === undefined) throw noCredentials();
    const session =
      this.sessions.get(key) ?? new Session({ client, settings, source, region, project });
    this.sessions.set(key, session);
    return session;
  }
}

/** The project outright, or how to look it up; another region has other projects. */
function projectOf(
  settings: Settings,
  region: string,
  isElsewhere: boolean,
  given: string | null,
): SessionOptions['project'] {
  if (given) return { id: given };
  if (isElsewhere) return { name: region, argument: 'region' };
  const id = settings.projectId ?? settings.tenantId;
  if (id !== undefined) return { id };
  const named = (['projectName', 'tenantName'] as const).find((name) => settings[name]);
  return named === undefined
    ? { name: region, argument: 'region' }
    : { name: settings[named] ?? region, argument: argumentName(named) };
}

/** What can be said without asking anyone. */
function checkSettings(settings: Settings): void {
  if (settings.region !== undefined) requireRegion(settings.region);
  customEndpoint('dds', settings);
  customEndpoint('iam', settings);
  customEndpoint('sts', settings);
  const algorithm = settings.signingAlgorithm ?? 'HmacSHA256';
  if (algorithm !== 'HmacSHA256') {
    throw settingError(
      'signing_algorithm',
      'Setting signing_algorithm cannot be used',
      `"${algorithm}" is not supported; only HmacSHA256 is. Remove signing_algorithm, also from the environment (HW_SIGNING_ALGORITHM).`,
    );
  }
}

function oneRegionOnly(region: string): Error {
  return settingError(
    'region',
    'Region and endpoint do not fit together',
    `endpoints.dds is the address of the provider's region, so "${region}" cannot be reached through it. Use a provider with an alias, its own region and its own endpoints.`,
  );
}
