import { createHash } from 'node:crypto';
import { startSimulator, type Simulator } from '../../lib/simulator/simulator';
import { signedFetch } from './signed-fetch';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('the main story: find the project, get the links, fetch the files', async () => {
  const { region, credentials, backups } = cloud;
  const found = await signedFetch(`${cloud.url}/v3/projects?name=${region}`, credentials);
  const { projects } = (await found.json()) as { projects: { id: string }[] };
  expect(projects).toMatchObject([{ id: cloud.projectId, name: region }]);

  const { id, instanceId, files } = backups.replicaSet;
  const links = await signedFetch(
    `${cloud.url}/v3/${cloud.projectId}/backups/download-file?backup_id=${id}&instance_id=${instanceId}`,
    credentials,
  );
  expect(links.status).toBe(200);
  const body = (await links.json()) as { files: { download_link: string }[] };

  const file = await fetch(body.files[0]!.download_link);
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(cloud.sha256Of(files[0]!));
});

test('the environment is what a provider needs to log in', () => {
  const { accessKey, secretKey } = cloud.credentials;
  expect(cloud.environment).toEqual({
    HW_REGION_NAME: 'cn-north-4',
    HW_ACCESS_KEY: accessKey,
    HW_SECRET_KEY: secretKey,
    HW_AUTH_URL: `${cloud.url}/v3`,
    HW_METADATA_DISABLED: 'true',
  });
  expect(cloud.endpoints).toEqual({ dds: cloud.url, iam: cloud.url, sts: cloud.url });
});

test('ids and names are the same at every start, keys never', async () => {
  const again = await startSimulator();
  expect(again.backups).toEqual(cloud.backups);
  expect(again.projectId).toBe(cloud.projectId);
  expect(again.credentials.secretKey).not.toBe(cloud.credentials.secretKey);
  await again.close();
});

test('the log holds requests and their statuses, without secrets', async () => {
  const { id, instanceId } = cloud.backups.single;
  const query = `backup_id=${id}&instance_id=${instanceId}`;
  const path = `/v3/${cloud.projectId}/backups/download-file`;
  const response = await signedFetch(`${cloud.url}${path}?${query}`, cloud.credentials);
  const { files } = (await response.json()) as { files: { download_link: string }[] };
  const link = new URL(files[0]!.download_link);
  await fetch(link, { headers: { range: 'bytes=0-9' } });
  await fetch(`${cloud.url}/v3/nothing`);

  expect(cloud.requests).toMatchObject([
    {
      action: 'ShowBackupDownloadLink',
      method: 'GET',
      path,
      query: { backup_id: id, instance_id: instanceId },
      status: 200,
      requestId: response.headers.get('x-request-id'),
    },
    { action: 'GetObject', path: link.pathname, query: {}, range: 'bytes=0-9', status: 206 },
    { action: 'Unknown', status: 404 },
  ]);
  expect(cloud.requestCount({ action: 'GetObject' })).toBe(1);
  const log = JSON.stringify(cloud.requests);
  expect(log).not.toContain(cloud.credentials.accessKey);
  expect(log).not.toContain(link.searchParams.get('Signature'));
});

test('a test can wait for a request, and give up waiting', async () => {
  const arrival = cloud.nextRequest({ path: /nothing/ });
  await fetch(`${cloud.url}/v3/something`);
  await fetch(`${cloud.url}/v3/nothing`);
  expect((await arrival).path).toBe('/v3/nothing');
  const gaveUp = cloud.nextRequest({}, AbortSignal.abort());
  await expect(gaveUp).rejects.toThrow('aborted');
});

test('a port that is taken is an error', async () => {
  const port = Number(new URL(cloud.url).port);
  await expect(startSimulator({ port })).rejects.toThrow('EADDRINUSE');
});

test('a body beyond what the gateway takes is refused', async () => {
  const response = await fetch(`${cloud.url}/v3/auth/tokens`, {
    method: 'POST',
    body: Buffer.alloc(12 * 1024 * 1024 + 1),
  });
  expect(response.status).toBe(413);
});
