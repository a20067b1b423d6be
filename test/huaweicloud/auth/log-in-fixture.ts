import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from '../../../lib/huaweicloud/cloud';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { here, patient } from '../cloud-of';
import { inMinutes, ScriptedCloud } from './scripted-cloud';

/** What a test of a log-in stands on; new for each test of the file that imports it. */
export let cloud: ScriptedCloud;
/** An empty folder, which is also the home directory. */
export let folder: string;

beforeEach(async () => {
  cloud = await new ScriptedCloud().listen();
  folder = await mkdtemp(join(tmpdir(), 'log-in-'));
});

afterEach(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

export type Env = Record<string, string>;

export function connect(settings: GivenSettings, env: Env = {}): Cloud {
  const endpoints = { dds: cloud.url, iam: cloud.url, sts: cloud.url };
  return new Cloud(
    { region: 'region-1', endpoints, maxRetries: 0, ...settings },
    { env: { HW_METADATA_DISABLED: 'true', HOME: folder, ...env } },
  );
}

export function links(settings: GivenSettings, env: Env = {}) {
  return connect(settings, env)
    .dds(here)
    .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
}

/** The headers of the last request for links. */
export function linksRequest() {
  return cloud.arrived.findLast(({ call }) => call.endsWith('/backups/download-file'));
}

export const tokens = 'POST /v3/auth/tokens';
export const securityTokens = 'POST /v3.0/OS-CREDENTIAL/securitytokens';
export const idTokens = 'POST /v3.0/OS-AUTH/id-token/tokens';
export const sts = 'POST /v5/agencies/assume';
export const keys = { accessKey: 'AK', secretKey: 'SK' };

export function tokenFor(projectId: string | null, minutes = 60) {
  return {
    status: 201,
    headers: { 'x-subject-token': `TOKEN-${projectId ?? 'account'}` },
    body: {
      token: {
        expires_at: inMinutes(minutes),
        ...(projectId !== null && { project: { id: projectId } }),
      },
    },
  };
}
