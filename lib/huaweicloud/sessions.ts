import { chooseSource, isBoundToProject } from './auth/choose-source';
import { type CredentialSource } from './auth/credentials';
import { type LogInContext } from './auth/log-in';
import { settingError } from './cloud-error';
import { customEndpoint, requireRegion } from './endpoints';
import { wrongId } from './identifiers';
import { type ProjectChoice, Session } from './session';
import { argumentName, isSet } from './settings/setting';
import { type Settings } from './settings/settings';

/** Where to look; null means what the settings say. */
export interface Location {
  readonly region: string | null;
  readonly projectId: string | null;
}

/** What log-ins need besides the place. */
export type SessionsContext = Omit<LogInContext, 'region' | 'project'>;

/** One session a place, and one log-in for all who can use it. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly sources = new Map<string, CredentialSource>();

  constructor(private readonly context: SessionsContext) {}

  /** @throws CloudError when the place does not go with the settings */
  at(location: Location): Session {
    const { settings, authorised } = this.context;
    const region = requireRegion(location.region, settings);
    if (region !== (settings.region ?? region)) requireManyRegions(settings, region);
    const project = projectOf(settings, region, location.projectId);
    const key = JSON.stringify([region, project]);
    const known = this.sessions.get(key);
    if (known !== undefined) return known;
    const source = this.sourceFor(region, project);
    const session = new Session({ client: authorised, settings, source, region, project });
    this.sessions.set(key, session);
    return session;
  }

  /** Temporary keys from the IAM of a region are good for all of its projects, tokens for one. */
  private sourceFor(region: string, project: ProjectChoice): CredentialSource {
    const key = JSON.stringify(
      isBoundToProject(this.context.settings) ? [region, project] : region,
    );
    const source =
      this.sources.get(key) ??
      chooseSource({
        ...this.context,
        region,
        project: 'id' in project ? { id: project.id } : { name: project.name },
      });
    this.sources.set(key, source);
    return source;
  }
}

/** The project outright, or how to look it up; another region has other projects. */
function projectOf(settings: Settings, region: string, given: string | null): ProjectChoice {
  if (isSet(given)) {
    const problem = wrongId(given.trim());
    if (problem !== undefined) {
      throw settingError('project_id', 'Setting project_id cannot be used', problem);
    }
    return { id: given.trim() };
  }
  const ofRegion = { name: region, argument: 'region' };
  if (region !== (settings.region ?? region)) return ofRegion;
  const id = settings.projectId ?? settings.tenantId;
  if (id !== undefined) return { id };
  for (const name of ['projectName', 'tenantName'] as const) {
    const value = settings[name];
    if (value !== undefined) return { name: value, argument: argumentName(name) };
  }
  return ofRegion;
}

/** An address or a token is good for one region. */
function requireManyRegions(settings: Settings, region: string): void {
  if (customEndpoint('dds', settings) !== undefined) {
    throw settingError(
      'region',
      'Region and endpoint do not fit together',
      `endpoints.dds is the address of the provider's region, so "${region}" cannot be reached through it. Use a provider with an alias, its own region and its own endpoints.`,
    );
  }
  if (settings.token !== undefined) {
    throw settingError(
      'region',
      'Region and token do not fit together',
      `A token is good for one region, so it cannot be used in "${region}". Use a provider with an alias, its own region and its own token; or a key pair, which is good everywhere.`,
    );
  }
}
