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
