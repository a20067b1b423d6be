import { type AuthorisedClient } from '../auth/authorised-client';
import { type CredentialSource } from '../auth/credentials';
import { lookUpProject } from '../auth/project';
import { CloudError } from '../errors/cloud-error';
import { type Answer } from '../http/answer';
import { type Refusals } from '../http/error-catalogue';
import { requestUrl } from '../http/request-url';
import { type Endpoint, endpointOf } from '../settings/endpoints';
import { type Settings } from '../settings/settings';
import { Shared } from '../waiting/shared';

/** The ID of a project, or its name with the setting that the name comes from. */
export type ProjectReference =
  { readonly id: string } | { readonly name: string; readonly setting: string };

export interface ProjectClientOptions {
  readonly client: AuthorisedClient;
  readonly settings: Settings;
  readonly source: CredentialSource;
  readonly region: string;
  readonly project: ProjectReference;
}

/** Requests to DDS in one region and project; the ID of the project is looked up once, when it is needed. */
export class ProjectClient {
  private readonly project: Shared<string>;
  private readonly endpoint: Endpoint;

  constructor(private readonly options: ProjectClientOptions) {
    this.endpoint = endpointOf('dds', options.region, options.settings);
    this.project = new Shared('the project lookup', (signal) => this.findProject(signal), {
      result: () => true,
      failure: (error) => error instanceof CloudError && error.isFinal,
    });
  }

  get region(): string {
    return this.options.region;
  }

  projectId(signal: AbortSignal): Promise<string> {
    return this.project.get(signal);
  }

  /**
   * GET {dds}/v3/{project_id}/{segments}?{query}
   * @param refusals what refusals of this operation mean
   */
  async get(
    segments: readonly string[],
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
    refusals: () => Refusals,
  ): Promise<Answer> {
    const { client, source } = this.options;
    const projectId = await this.projectId(signal);
    const request = {
      method: 'GET',
      url: requestUrl(this.endpoint.url, ['v3', projectId, ...segments], query),
      addressedBy: this.endpoint.setting,
      refusals,
    } as const;
    return client.send(request, await source.credentials(signal), { projectId }, signal);
  }

  /** Tokens come with their project; only for keys it has to be looked up. */
  private async findProject(signal: AbortSignal): Promise<string> {
    const { client, settings, source, region, project } = this.options;
    if ('id' in project) return project.id;
    const credentials = await source.credentials(signal);
    if (credentials.kind === 'token' && credentials.projectId !== undefined) {
      return credentials.projectId;
    }
    const iam = endpointOf('iam', region, settings);
    return lookUpProject(client, { iam, ...project, credentials }, signal);
  }
}
