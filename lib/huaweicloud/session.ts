import { authorise } from './auth/authorise';
import { type CredentialSource } from './auth/credentials';
import { lookUpProject } from './auth/project';
import { endpointOf } from './endpoints';
import { type Answer } from './http/answer';
import { type Client } from './http/client';
import { CloudError } from './http/errors';
import { requestUrl } from './request-url';
import { type Settings } from './settings/settings';
import { Shared } from './shared';

export interface SessionOptions {
  readonly client: Client;
  readonly settings: Settings;
  readonly source: CredentialSource;
  readonly region: string;
  /** The project outright, or the name to look it up by with the argument the name comes from. */
  readonly project: { readonly id: string } | { readonly name: string; readonly argument: string };
}

/** Requests to DDS in one region and project; the project is looked up once, when it is needed. */
export class Session {
  private readonly project: Shared<string>;

  constructor(private readonly options: SessionOptions) {
    const { region, settings, client, project, source } = options;
    this.project = new Shared(
      'the project look-up',
      async (signal) => {
        if ('id' in project) return project.id;
        const credentials = await source.credentials(signal);
        if (credentials.kind === 'token' && credentials.projectId !== undefined) {
          return credentials.projectId;
        }
        const iam = endpointOf('iam', region, settings);
        return lookUpProject(client, { iam, ...project, credentials }, signal);
      },
      // What is wrong for good is not asked again: five refused signatures lock a key pair.
      { result: () => true, failure: (error) => error instanceof CloudError && !isPassing(error) },
    );
  }

  get region(): string {
    return this.options.region;
  }

  projectId(signal: AbortSignal): Promise<string> {
    return this.project.get(signal);
  }

  /** GET {dds}/v3/{project_id}/{segments}?{query} */
  async get(
    segments: readonly string[],
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { client, settings, source, region } = this.options;
    const endpoint = endpointOf('dds', region, settings);
    const projectId = await this.projectId(signal);
    const request = {
      method: 'GET',
      url: requestUrl(endpoint.url, ['v3', projectId, ...segments], query),
      addressedBy: endpoint.argument,
    } as const;
    const credentials = await source.credentials(signal);
    return client.send(
      { ...request, authorise: (now) => authorise(request, credentials, projectId, now) },
      signal,
    );
  }
}

function isPassing(error: CloudError): boolean {
  return error.transient || error.category === 'cancelled';
}
