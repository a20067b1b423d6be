/** The npm package in `dist/js`, in an empty folder outside of the checkout, with CDKTF itself. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { App, cdktf, dist, fileIn } from './app';

const main = `
const { App, TerraformStack } = require('cdktf');
const { BackupDownloadLinks, DdsProvider } = require('cdktf-huaweicloud-dds');
const app = new App();
const stack = new TerraformStack(app, 'backup-links');
const { DDS_ENDPOINT: endpoint, DDS_INSTANCE_ID: instanceId, DDS_BACKUP_ID: backupId } = process.env;
new DdsProvider(stack, 'dds', { endpoints: { dds: endpoint, iam: endpoint } });
new BackupDownloadLinks(stack, 'links', { instanceId, backupId }).exportOutputs({ prefix: 'backup' });
app.synth();
`;

test('installed by npm without a script or a flag, it deploys, and its links lead to the backup', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const app = new App(cloud);
  const config = { language: 'typescript', app: 'node main.js', sendCrashReports: 'false' };
  writeFileSync(app.file('package.json'), '{ "private": true }');
  writeFileSync(app.file('cdktf.json'), JSON.stringify({ ...config, projectId: 'installed' }));
  writeFileSync(app.file('main.js'), main);
  const tarball = fileIn(path.join(dist, 'js'), /^cdktf-huaweicloud-dds-.*\.tgz$/);
  await app.run(
    ...(['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'] as const),
    ...['cdktf@0.21.0', 'constructs@10.4.2', tarball],
  );
  expect((await app.deployed(...cdktf)).equals(app.expected)).toBe(true);
});
