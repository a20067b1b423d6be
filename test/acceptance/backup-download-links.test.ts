import { Fn, TerraformOutput, TerraformResource, type TerraformStack } from 'cdktf';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { DeployedStack } from './deployed-stack';
import { BackupDownloadLinks, type BackupDownloadLinksProps } from 'cdktf-huaweicloud-dds';

let cloud: Simulator;
const stacks: DeployedStack[] = [];
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(async () => {
  stacks.splice(0).forEach((stack) => stack.remove());
  await cloud.close();
});

async function deployed(
  ...args: Parameters<typeof DeployedStack.of> extends [unknown, ...infer R] ? R : never
) {
  const stack = await DeployedStack.of(cloud, ...args);
  stacks.push(stack);
  return stack;
}

function linksOf(stack: TerraformStack, props: Partial<BackupDownloadLinksProps> = {}) {
  const { instanceId, id: backupId } = cloud.backups.cluster;
  return new BackupDownloadLinks(stack, 'links', { instanceId, backupId, ...props });
}

test('links are validated, planned, applied, and output as secrets', async () => {
  const stack = await deployed((scope) => linksOf(scope).exportOutputs({ prefix: 'backup' }));

  expect(await stack.run(['validate'])).toEqual({
    exitCode: 0,
    output: expect.stringContaining('valid'),
  });
  const plan = await stack.plan();
  expect(plan).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('backup_download_links = (sensitive value)'),
  });
  expect(plan.output).not.toContain('Signature=');
  expect(await stack.apply()).toMatchObject({ exitCode: 0 });

  const { backup_bucket, backup_files, backup_download_links } = await stack.outputs();
  expect([
    backup_bucket?.sensitive,
    backup_files?.sensitive,
    backup_download_links?.sensitive,
  ]).toEqual([false, false, true]);
  const files = cloud.backups.cluster.files.map(({ name }) => name).sort();
  expect(Object.keys(backup_download_links?.value as object)).toEqual(files);
  const response = await fetch(
    (backup_download_links?.value as Record<string, string>)[files[0]!]!,
  );
  expect(response.status).toBe(200);
});

test('in the state the links are secrets, and the id is stable', async () => {
  const stack = await deployed((scope) => linksOf(scope));
  await stack.apply();
  const { output } = await stack.run(['show', '-json']);
  const { values } = JSON.parse(output) as {
    values: { root_module: { resources: { values: object; sensitive_values: object }[] } };
  };
  const { instanceId, id } = cloud.backups.cluster;
  const secret = { download_link: true };
  expect(values.root_module.resources).toMatchObject([
    {
      values: { id: `${instanceId}/${id}` },
      sensitive_values: { files: [secret, secret, secret] },
    },
  ]);
});

describe('a second plan', () => {
  test('without outputs of links says that nothing changes', async () => {
    const stack = await deployed((scope) => {
      new TerraformOutput(scope, 'bucket', { value: linksOf(scope).bucket });
    });
    await stack.apply();
    expect((await stack.plan('-detailed-exitcode')).output).toContain('No changes.');
  });

  test('with outputs of links changes outputs only', async () => {
    const stack = await deployed((scope) => linksOf(scope).exportOutputs({ prefix: 'backup' }));
    await stack.apply();
    const { output } = await stack.plan();
    expect(output).toContain('Changes to Outputs:');
    expect(output).toContain('without changing any real infrastructure');
  });
});

test('reading during apply shows as a read, with nothing to change', async () => {
  const stack = await deployed((scope) => {
    const links = linksOf(scope, { readDuringApply: true });
    new TerraformResource(scope, 'consumer', {
      terraformResourceType: 'terraform_data',
      dependsOn: [links],
    });
  });
  await stack.apply();
  const { output } = await stack.plan();
  expect(output).toContain('<= read (data resources)');
  expect(output).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
});

test('the link of the only file fails where there are several, and names them', async () => {
  const stack = await deployed((scope) => {
    new TerraformOutput(scope, 'link', { value: linksOf(scope).downloadLink });
  });
  const { exitCode, output } = await stack.plan();
  expect(exitCode).toBe(1);
  expect(unwrapped(output)).toContain(
    'downloadLink is for a backup with one file, but this one has 3:',
  );
  expect(output).toContain(cloud.backups.cluster.files[0]?.name);
});

test('size, expiry and the whole list can be outputs, and an iterator goes over the files', async () => {
  const stack = await deployed((scope) => {
    const links = linksOf(scope);
    new TerraformOutput(scope, 'size', { value: `is-${links.files.get(0).size}.` });
    new TerraformOutput(scope, 'expiry', { value: links.expiresAt });
    new TerraformOutput(scope, 'files', { value: links.files });
    new TerraformOutput(scope, 'json', { value: Fn.jsonencode(links.files) });
    new TerraformResource(scope, 'each', {
      terraformResourceType: 'terraform_data',
      forEach: links.files.allWithMapKey('name'),
    });
  });
  const { exitCode, output } = await stack.apply();
  expect([exitCode, output]).toEqual([0, expect.stringContaining('3 added')]);
  const { size, expiry, files } = await stack.outputs();
  expect(size?.value).toMatch(/^is-\d+\.$/);
  expect(expiry?.value).toMatch(/Z$/);
  expect(files).toMatchObject({ sensitive: true, value: expect.any(Array) });
});

describe('mistakes', () => {
  test('in an ID that is known to the engine only point to its line', async () => {
    const stack = await deployed((scope) => linksOf(scope, { instanceId: Fn.trimspace(' a b ') }));
    const { exitCode, output } = await stack.run(['validate']);
    expect(exitCode).toBe(1);
    expect(output).toContain('Error: Invalid value of "instance_id"');
    expect(output).toMatch(/on cdk\.tf\.json line \d+, in data\.dds_backup_download_links\.links/);
  });

  test('of the cloud come with code, request ID and the next step', async () => {
    const stack = await deployed((scope) => linksOf(scope, { backupId: `${'0'.repeat(32)}br02` }));
    const { output } = await stack.plan();
    expect(output).toContain('Error: Backup not found');
    expect(output).toMatch(/DBS\.\d+/);
    expect(unwrapped(output)).toMatch(/request ID [0-9a-f]{32}/);
    expect(output).not.toMatch(/^\s+at /m);
    expect(output).not.toContain('Plugin did not respond');
  });

  test('in secrets do not show them', async () => {
    const stack = await deployed((scope) => linksOf(scope), {
      secretKey: 'not-the-secret-key',
      accessKey: 'AKNOTKNOWNTOANYONE00',
    });
    const { exitCode, output } = await stack.plan();
    expect(exitCode).toBe(1);
    expect(output).toContain('Error: Authentication failed');
    expect(output).not.toMatch(/not-the-secret-key|AKNOTKNOWNTOANYONE00/);
  });

  test('credentials that are not known yet are named, with the advice to depend on them', async () => {
    const stack = await deployed((scope, provider) => {
      linksOf(scope);
      const later = new TerraformResource(scope, 'later', {
        terraformResourceType: 'terraform_data',
      });
      later.addOverride('input', 'x');
      provider.addOverride('secret_key', '${terraform_data.later.output}');
    });
    expect((await stack.run(['validate'])).exitCode).toBe(0);
    const text = unwrapped((await stack.plan()).output);
    expect(text).toContain('Error: Provider configuration is not known yet');
    expect(text).toContain('secret_key. Add a depends_on');
  });
});

/** The engine breaks lines and draws a bar before them. */
function unwrapped(output: string): string {
  return output.replace(/\n(?:[│|] )?/g, ' ').replace(/ +/g, ' ');
}
