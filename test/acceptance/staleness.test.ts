/** A plan that waits for a review is older than the links it was made with. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TerraformResource } from 'cdktf';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { DeployedStack } from './deployed-stack';
import { Backup, type BackupDownloadLinksOptions } from 'cdktf-huaweicloud-dds';

let cloud: Simulator;
let stack: DeployedStack;
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(async () => {
  stack.remove();
  await cloud.close();
});

/** A stack with a consumer that stores what is behind the link, and fails where the link is dead. */
const consuming = (options: BackupDownloadLinksOptions) =>
  DeployedStack.of(cloud, (scope) => {
    const { instanceId } = cloud.backups.single;
    const links = Backup.fromLookup(scope, 'latest', { instanceId }).downloadLinks(
      'links',
      options,
    );
    new TerraformResource(scope, 'consumer', {
      terraformResourceType: 'terraform_data',
      provisioners: [
        {
          type: 'local-exec',
          command: `node -e "fetch(process.env.LINK).then(async (r) => { if (!r.ok) throw r.status; require('fs').writeFileSync('fetched', Buffer.from(await r.arrayBuffer())); })"`,
          environment: { LINK: links.downloadLink },
        },
      ],
    });
  });

async function appliedAfterExpiry() {
  const { exitCode, output } = await stack.plan('-out=saved.tfplan');
  expect(exitCode === 0 ? 0 : output).toBe(0);
  cloud.linksHaveExpired();
  return stack.run(['apply', 'saved.tfplan']);
}

test('with readDuringApply the consumer of a saved plan gets a live link', async () => {
  stack = await consuming({ readDuringApply: true });
  const { exitCode, output } = await appliedAfterExpiry();
  expect(exitCode === 0 ? 0 : output).toBe(0);
  const fetched = await readFile(path.join(stack.folder, 'fetched'));
  expect(fetched.equals(cloud.contentOf(cloud.backups.single.files[0]!))).toBe(true);
});

test('without it the consumer gets the link of the plan, which is dead', async () => {
  stack = await consuming({});
  const { exitCode, output } = await appliedAfterExpiry();
  expect(exitCode).toBe(1);
  expect(output).toContain('local-exec provisioner error');
  expect(output).toContain('403');
});

test('a plan with readDuringApply does not hold a link', async () => {
  stack = await consuming({ readDuringApply: true });
  await stack.plan('-out=saved.tfplan');
  expect((await stack.run(['show', '-json', 'saved.tfplan'])).output).not.toContain('Signature=');
});
