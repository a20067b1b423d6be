import { chooseSource, isBoundToProject } from '../auth/choose-source';
import { type CredentialSource } from '../auth/credentials';
import { type LogInContext } from '../auth/log-in';
import { CloudError, settingError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { customEndpoint, requireRegion } from '../settings/endpoints';
import { wrongId } from '../settings/identifiers';
import { isSet } from '../settings/setting';
import { type Settings } from '../settings/settings';
import { ProjectClient, type ProjectReference } from './project-client';

/** A region and a project. @default - those of the settings, also for null */
export interface Location {
  readonly region?: string | null | undefined;
  readonly projectId?: string | null | undefined;
}

/** What log-ins need besides region and project. */
export type LogInSettings = Omit<LogInContext, 'region' | 'project'>;

/** One client per region and project; those that can use the same credentials share a log-in. */
export class ProjectClients {
  private readonly clients = new Map<string, ProjectClient>();
  private readonly sources = new Map<string, CredentialSource>();

  constructor(private readonly context: LogInSettings) {}

  /** @throws CloudError if the location contradicts the settings */
  at(location: Location): ProjectClient {
    const { settings, authorised } = this.context;
    const region = requireRegion(location.region, settings);
    if (region !== (settings.region ?? region)) requireManyRegions(settings, region);
    const project = projectOf(settings, region, location.projectId);
    const key = JSON.stringify([region, project]);
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const source = this.sourceFor(region, project);
    const client = new ProjectClient({ client: authorised, settings, source, region, project });
    this.clients.set(key, client);
    return client;
  }

  /** Temporary keys from the IAM of a region are good for all of its projects, a token for one. */
  private sourceFor(region: string, project: ProjectReference): CredentialSource {
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

/** The project in a region, which is another one than in the region of the settings. */
function projectOf(
  settings: Settings,
  region: string,
  given: string | null | undefined,
): ProjectReference {
  if (isSet(given)) {
    const problem = wrongId(given.trim());
    if (problem !== undefined) {
      throw settingError('projectId', `Setting ${named('projectId')} cannot be used`, problem);
    }
    return { id: given.trim() };
  }
  const ofRegion = { name: region, setting: 'region' };
  if (region !== (settings.region ?? region)) return ofRegion;
  // The others may be projects of the user's own account.
  if (settings.agencyName !== undefined && settings.delegatedProject !== undefined) {
    return { name: settings.delegatedProject, setting: 'delegatedProject' };
  }
  const id = settings.projectId ?? settings.tenantId;
  if (id !== undefined) return { id };
  for (const name of ['projectName', 'tenantName'] as const) {
    const value = settings[name];
    if (value !== undefined) return { name: value, setting: name };
  }
  return ofRegion;
}

/** An address or a token is valid for one region. */
function requireManyRegions(settings: Settings, region: string): void {
  if (customEndpoint('dds', settings) !== undefined) {
    throw new CloudError({
      category: 'other-region',
      setting: 'region',
      summary: 'Region and endpoint do not match',
      means: `${named('endpoints.dds')} is the address of another region, so "${region}" cannot be reached through it.`,
      next: `Use separate settings for that region, with its own ${named('region')} and ${named('endpoints')}.`,
    });
  }
  if (settings.token !== undefined) {
    throw new CloudError({
      category: 'other-region',
      setting: 'region',
      summary: 'Region and token do not match',
      means: `A token is valid for one region, so it cannot be used in "${region}".`,
      next: `Use separate settings for that region, with its own ${named('region')} and ${named('token')}; or a key pair, which is valid for all regions.`,
    });
  }
}
