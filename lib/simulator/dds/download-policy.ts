// DDS API Reference, "Creating / Updating / Querying a Backup Download Policy".
import { refusal } from '../documented-errors';
import { json, type Call, type Route } from '../exchange';
import { type Identities } from '../iam/identities';
import { type Guesses } from '../invented';
import { JsonBody } from '../json-body';
import { projectFor } from './access';

export type DownloadPolicy = 'open' | 'close';

interface Cloud {
  readonly identities: Identities;
  readonly guesses: Guesses;
  /** Closed projects by id; the others are open. */
  readonly closedProjects: Set<string>;
}

export function downloadPolicy(cloud: Cloud): Route[] {
  const path = /^\/v3\/(?<project>[^/]+)\/backups\/download-policy$/;
  const setting = (action: string, method: 'POST' | 'PUT', permission: string): Route => ({
    action,
    method,
    path,
    access: 'signed',
    handle(call, caller) {
      const project = projectFor(call, caller, permission, cloud);
      if (actionIn(call) === 'close') cloud.closedProjects.add(project);
      else cloud.closedProjects.delete(project);
      return json(200, {});
    },
  });
  return [
    {
      action: 'ListBackupDownloadPolicy',
      method: 'GET',
      path,
      access: 'signed',
      handle(call, caller) {
        const project = projectFor(call, caller, 'dds:backup:getDownloadPolicy', cloud);
        const action: DownloadPolicy = cloud.closedProjects.has(project) ? 'close' : 'open';
        return json(200, { id: project, action });
      },
    },
    setting('SaveBackupDownloadPolicy', 'POST', 'dds:backup:createDownloadPolicy'),
    setting('UpdateBackupDownloadPolicy', 'PUT', 'dds:backup:updateDownloadPolicy'),
  ];
}

function actionIn({ request }: Call): DownloadPolicy {
  const action = new JsonBody(request).text('action');
  if (action !== 'open' && action !== 'close') throw refusal('DBS.280001');
  return action;
}
