import { CloudError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { type Answer, answeredObject, unexpectedAnswer } from '../http/answer';
import { type Entry, type Refusals } from '../http/error-catalogue';
import { isObject } from '../http/fields';
import { requestUrl } from '../http/request-url';
import { foreign } from '../redaction/foreign-text';
import { type Endpoint } from '../settings/endpoints';
import { wrongId } from '../settings/identifiers';
import { type AuthorisedClient } from './authorised-client';
import { type Credentials } from './credentials';

export interface ProjectLookup {
  /** IAM of the region. */
  readonly iam: Endpoint;
  /** The name of the project; each region has one of the same name. */
  readonly name: string;
  /** The setting that the name comes from, for messages. */
  readonly setting: string;
  readonly credentials: Credentials;
}

interface Project {
  readonly id: string;
  readonly name: unknown;
}

/**
 * The ID of the project with a name.
 * IAM API Reference, "Querying Project Information Based on the Specified Criteria":
 * GET /v3/projects?name=…; it needs no permission.
 * @throws CloudError if there is no such project, or if there are several
 */
export async function lookUpProject(
  client: AuthorisedClient,
  { iam, name, setting, credentials }: ProjectLookup,
  signal: AbortSignal,
): Promise<string> {
  const request = {
    method: 'GET',
    url: requestUrl(iam.url, ['v3', 'projects'], { name }),
    addressedBy: iam.setting,
    refusals: () => refusedLookUp(name),
  } as const;
  const answer = await client.send(request, credentials, {}, signal);
  const { projects } = answeredObject(answer);
  if (!Array.isArray(projects)) {
    throw unexpectedAnswer(answer, 'The answer contains no list of projects.');
  }
  const [found, ...others] = projects.filter(isProject).filter((project) => project.name === name);
  if (found === undefined) throw noProject(name, setting, iam.url);
  if (others.length > 0) throw severalProjects(name, [found, ...others]);
  return usableProjectId(found.id, answer);
}

/**
 * The ID of a project as an answer gives it: it becomes a part of addresses.
 * @throws CloudError for what cannot be one
 */
export function usableProjectId(id: string, answer: Answer): string {
  const problem = wrongId(id, 'the ID of a project');
  if (problem === undefined) return id;
  throw unexpectedAnswer(answer, `The answer names a project that cannot be used: ${problem}`);
}

/** What it means if the lookup is refused. */
function refusedLookUp(name: string): Refusals {
  const refused: Entry = {
    category: 'project',
    means: `IAM refuses to look up the ID of the project "${foreign(name)}".`,
    next: `Set ${waysToSet('projectId')} to the ID that the console shows under "My Credentials"; then no lookup is needed.`,
    retry: 'never',
    setting: 'projectId',
  };
  const denied: Entry = {
    ...refused,
    category: 'permission',
    means: `The user or agency is not allowed to look up the project "${foreign(name)}".`,
  };
  return {
    codes: { 'APIGW.0302': denied, 'APIGW.0304': denied, 'APIGW.0306': denied },
    statuses: { 400: refused, 403: denied },
  };
}

function isProject(value: unknown): value is Project {
  return isObject(value) && typeof value.id === 'string';
}

function noProject(name: string, setting: string, iam: URL): Error {
  return new CloudError({
    category: 'project',
    setting,
    summary: 'Project not found',
    means: `These credentials see no project "${foreign(name)}" at ${iam.host}.`,
    next: `Check ${named(setting)}: each region has a project with the name of the region. Otherwise set ${waysToSet('projectId')} to the ID that the console shows under "My Credentials".`,
  });
}

function severalProjects(name: string, projects: readonly Project[]): Error {
  const ids = projects.slice(0, 10).map(({ id }) => foreign(id, 100));
  return new CloudError({
    category: 'project',
    setting: 'projectId',
    summary: 'Several projects found',
    means: `${projects.length} projects have the name "${foreign(name)}": ${ids.join(', ')}.`,
    next: `Set ${waysToSet('projectId')} to one of them.`,
  });
}
