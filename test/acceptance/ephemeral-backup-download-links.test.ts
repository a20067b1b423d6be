import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TerraformResource } from 'cdktf';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { testWithEphemeralBlocks, testWithoutEphemeralBlocks } from '../engine-abilities';
import { DeployedStack } from './deployed-stack';
import { EphemeralBackupDownloadLinks } from 'cdktf-huaweicloud-dds';

let cloud: Simulator;
let stack: DeployedStack | undefined;
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(async () => {
  stack?.remove();
  await cloud.close();
});

testWithEphemeralBlocks(
  'a provisioner downloads through a link that no state, plan or output ever holds',
  async () => {
    const backup = cloud.backups.single;
    stack = await DeployedStack.of(cloud, (scope) => {
      const links = new EphemeralBackupDownloadLinks(scope, 'links', {
        instanceId: backup.instanceId,
        backupId: backup.id,
      });
      new TerraformResource(scope, 'fetch', {
        terraformResourceType: 'terraform_data',
        provisioners: [
          {
            type: 'local-exec',
            command: `node -e "fetch(process.env.LINK).then(async (r) => require('fs').writeFileSync('fetched', Buffer.from(await r.arrayBuffer())))"`,
            environment: { LINK: links.downloadLink },
          },
        ],
      });
    });
    const { output: plan } = await stack.plan('-out=saved.tfplan');
    cloud.linksHaveExpired();
    const { exitCode, output } = await stack.run(['apply', 'saved.tfplan']);
    expect([exitCode, output]).toEqual([0, expect.stringContaining('1 added')]);

    const fetched = await readFile(path.join(stack.folder, 'fetched'));
    expect(fetched.equals(cloud.contentOf(backup.files[0]!))).toBe(true);
    const saved = await stack.run(['show', '-json', 'saved.tfplan']);
    for (const text of [plan, output, saved.output, await stack.readState()]) {
      expect(text).not.toContain('Signature=');
    }
  },
);

testWithEphemeralBlocks(
  'a link cannot live as long as it is asked to: each phase says so',
  async () => {
    await cloud.close();
    cloud = await startSimulator({ linkTtl: 60_000 });
    const { instanceId, id: backupId } = cloud.backups.single;
    stack = await DeployedStack.of(cloud, (scope) => {
      new EphemeralBackupDownloadLinks(scope, 'links', {
        instanceId,
        backupId,
        minimumValidity: '10m',
      });
    });
    const { exitCode, output } = await stack.plan();
    expect([exitCode, output]).toEqual([1, expect.stringContaining('A link expires too soon')]);
  },
);

testWithoutEphemeralBlocks('an engine that is too old says which version it takes', async () => {
  const { instanceId, id: backupId } = cloud.backups.single;
  const init = DeployedStack.of(cloud, (scope) => {
    new EphemeralBackupDownloadLinks(scope, 'links', { instanceId, backupId });
  });
  await expect(init).rejects.toThrow(/Unsupported Terraform Core version[^]*>= 1\.10/);
});
