/** Finding backups and choosing their files, through a real engine. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  App,
  LocalBackend,
  TerraformIterator,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
} from 'cdktf';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { testWithEphemeralBlocks } from '../engine-abilities';
import { DeployedStack } from './deployed-stack';
import {
  Backup,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
  type imports,
} from 'cdktf-huaweicloud-dds';

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

async function applied(stack: DeployedStack): Promise<string> {
  const { exitCode, output } = await stack.apply();
  expect(exitCode === 0 ? 0 : output).toBe(0); // the output is what tells why
  return output;
}

const bytesBehind = async (link: unknown) =>
  Buffer.from(await (await fetch(String(link))).arrayBuffer());

test('the latest backup of an instance is found, and its link is live', async () => {
  const { automatic, replicaSet } = cloud.backups;
  const stack = await deployed((scope) => {
    const backup = Backup.fromLookup(scope, 'latest', { instanceId: replicaSet.instanceId });
    new TerraformOutput(scope, 'id', { value: backup.backupId });
    new TerraformOutput(scope, 'about', { value: `${backup.datastoreType}-${backup.size}` });
    new TerraformOutput(scope, 'link', { value: backup.downloadLinks('links').downloadLink });
  });
  await applied(stack);
  const { id, about, link } = await stack.outputs();
  expect(automatic.beginTime > replicaSet.beginTime).toBe(true);
  expect(id?.value).toBe(automatic.id);
  expect(about?.value).toMatch(/^DDS-Community-\d+$/);
  const bytes = await bytesBehind(link?.value);
  expect(bytes.equals(cloud.contentOf(automatic.files[0]!))).toBe(true);
});

test('the backup with an ID is found, whatever its status', async () => {
  const { building } = cloud.backups;
  const stack = await deployed((scope) => {
    const { status, instanceId } = Backup.fromBackupId(scope, 'backup', building.id);
    new TerraformOutput(scope, 'found', { value: [status, instanceId] });
  });
  await applied(stack);
  expect((await stack.outputs()).found?.value).toEqual(['BUILDING', building.instanceId]);
});

test('a backup that is still being made is waited for', async () => {
  const { building } = cloud.backups;
  const stack = await deployed((scope) => {
    const backup = Backup.fromBackupId(scope, 'backup', building.id, { waitForCompletion: true });
    new TerraformOutput(scope, 'link', { value: backup.downloadLinks('links').downloadLink });
  });
  const listed = cloud.nextRequest({ action: 'ListBackups' });
  const apply = applied(stack);
  await listed;
  building.status = 'COMPLETED';
  await apply;
  const bytes = await bytesBehind((await stack.outputs()).link?.value);
  expect(bytes.equals(cloud.contentOf(building.files[0]!))).toBe(true);
});

describe('all completed backups of an instance', () => {
  const query = (scope: TerraformStack) =>
    new BackupQuery(scope, 'query', {
      instanceId: cloud.backups.replicaSet.instanceId,
      status: 'COMPLETED',
    });

  test('are listed, the newest first', async () => {
    const stack = await deployed((scope) => {
      const { totalCount, backups } = query(scope);
      new TerraformOutput(scope, 'count', { value: `n-${totalCount}` });
      new TerraformOutput(scope, 'first', { value: backups.get(0).name });
    });
    await applied(stack);
    const { count, first } = await stack.outputs();
    expect([count?.value, first?.value]).toEqual(['n-2', cloud.backups.automatic.name]);
  });

  test('have links each, by for_each, which outputs and other resources go over', async () => {
    const stack = await deployed((scope) => {
      const each = query(scope).backups.allWithMapKey('id');
      const links = new BackupDownloadLinks(scope, 'links', {
        forEach: each,
        instanceId: each.getString('instance_id'),
        backupId: each.getString('id'),
      });
      links.exportOutputs({ prefix: 'backups' });
      new TerraformOutput(scope, 'all', { value: `\${values(${links.fqn})[*].files}` });
      const dataSource = links.node.defaultChild as imports.DataDdsBackupDownloadLinks;
      const forEach = TerraformIterator.fromDataSources(dataSource);
      const consumer = new TerraformResource(scope, 'consumer', {
        terraformResourceType: 'terraform_data',
        forEach,
      });
      consumer.addOverride('input', forEach.getString('bucket'));
    });
    const output = await applied(stack);
    expect(output).toContain('2 added');
    expect(output).not.toContain('Signature=');
    const { backups_download_links, backups_bucket, all } = await stack.outputs();
    const links = backups_download_links?.value as Record<string, Record<string, string>>;
    const { automatic, replicaSet } = cloud.backups;
    expect(Object.keys(links).sort()).toEqual([automatic.id, replicaSet.id].sort());
    expect(Object.keys(backups_bucket?.value as object)).toEqual(Object.keys(links));
    expect(all?.sensitive).toBe(true);
    const bytes = await bytesBehind(Object.values(links[replicaSet.id]!)[0]);
    expect(bytes.equals(cloud.contentOf(replicaSet.files[0]!))).toBe(true);
  });
});

describe('the files of a cluster', () => {
  const clusterLinks = (scope: TerraformStack) => {
    const { instanceId, id: backupId } = cloud.backups.cluster;
    return new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
  };
  const ephemeralLinks = (scope: TerraformStack) => {
    const { instanceId, id: backupId } = cloud.backups.cluster;
    return new EphemeralBackupDownloadLinks(scope, 'links', { instanceId, backupId });
  };
  const fetching = (scope: TerraformStack, link: string) =>
    new TerraformResource(scope, 'fetch', {
      terraformResourceType: 'terraform_data',
      provisioners: [
        { type: 'local-exec', command: 'test -n "$LINK"', environment: { LINK: link } },
      ],
    });

  test.each(['shard_1', 'config'])('are chosen by group and by name: %s', async (group) => {
    const file = cloud.backups.cluster.files.find((one) => one.group?.name === group)!;
    const stack = await deployed((scope) => {
      const { files } = clusterLinks(scope);
      new TerraformOutput(scope, 'name', { value: files.inGroup(group).name });
      new TerraformOutput(scope, 'link', { value: files.inGroup(group).downloadLink });
      new TerraformOutput(scope, 'file', { value: files.named(file.name) });
      new TerraformOutput(scope, 'listed', { value: files.named(`${group}/${file.name}`).name });
    });
    await applied(stack);
    const { name, link, file: whole, listed } = await stack.outputs();
    expect(name).toMatchObject({ sensitive: false, value: file.name });
    expect(listed).toMatchObject({ sensitive: false, value: file.name });
    expect(whole).toMatchObject({ sensitive: true, value: { name: file.name } });
    expect((await bytesBehind(link?.value)).equals(cloud.contentOf(file))).toBe(true);
  });

  testWithEphemeralBlocks('are chosen for a provisioner without being stored', async () => {
    const stack = await deployed((scope) => {
      fetching(scope, ephemeralLinks(scope).files.inGroup('shard_2').downloadLink);
    });
    await applied(stack);
    expect(await stack.readState()).not.toContain('Signature=');
  });

  test('fail with all names where there is none of a name, before anything is changed', async () => {
    const stack = await deployed((scope) => {
      fetching(scope, clusterLinks(scope).files.named('nightly.tar').downloadLink);
    });
    const { exitCode, output } = await stack.apply();
    expect(exitCode).toBe(1);
    const { files } = cloud.backups.cluster;
    const names = files.map(({ name, group }) => `${group?.name ?? ''}/${name}`).sort();
    expect(unwrapped(output)).toContain(
      `files.named('nightly.tar') is for one file, but 0 of the files match. The backup has: ${names.join(', ')}.`,
    );
    expect(output).not.toContain('Creating...');
  });

  test('of which several have a name fail', async () => {
    const [first, ...others] = cloud.backups.cluster.files;
    cloud.backups.cluster.files = [first!, ...others.map((file) => ({ ...file, name: 'same' }))];
    const stack = await deployed((scope) => {
      fetching(scope, clusterLinks(scope).files.named('same').downloadLink);
    });
    const { output } = await stack.plan();
    expect(unwrapped(output)).toContain(
      "files.named('same') is for one file, but 2 of the files match.",
    );
  });

  testWithEphemeralBlocks(
    'that are ephemeral fail without names, and say where those can be seen',
    async () => {
      const stack = await deployed((scope) => {
        fetching(scope, ephemeralLinks(scope).downloadLink);
      });
      const { exitCode, output } = await stack.plan();
      expect(exitCode).toBe(1);
      expect(unwrapped(output)).toContain(
        'this one has none or several. An output of BackupDownloadLinks shows the names; choose one with files.named(name)',
      );
      expect(output).not.toContain('refers to ephemeral values');
    },
  );
});

test('links of one stack are used in another, secret there too', async () => {
  const { instanceId, id: backupId } = cloud.backups.cluster;
  const stack = await deployed((scope) => {
    const links = new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
    const other = new TerraformStack(App.of(scope), 'other');
    new LocalBackend(other, { path: 'terraform.tfstate' });
    new DdsProvider(other, 'dds', { endpoints: cloud.endpoints });
    new TerraformOutput(other, 'link', { value: links.files.inGroup('config').downloadLink });
    new TerraformOutput(other, 'files', { value: links.files });
    const consumer = new TerraformResource(other, 'consumer', {
      terraformResourceType: 'terraform_data',
    });
    consumer.addOverride('input', `get ${links.files.get(0).downloadLink}`);
    const forEach = links.files.allWithMapKey('name');
    new TerraformResource(other, 'each', { terraformResourceType: 'terraform_data', forEach });
  });
  await applied(stack);
  const other = { stack: 'other' };
  expect(await stack.run(['init'], other)).toMatchObject({ exitCode: 0 });
  const { exitCode, output } = await stack.run(['apply', '-auto-approve', '-no-color'], other);
  expect([exitCode, output]).toEqual([0, expect.stringContaining('4 added')]);
  expect(output).toContain('input  = (sensitive value)');
  expect(output).not.toContain('Signature=');
});

describe('written as HCL', () => {
  beforeEach(() => {
    process.env.SYNTH_HCL_OUTPUT = 'true'; // as `cdktf synth --hcl` does
  });
  afterEach(() => {
    delete process.env.SYNTH_HCL_OUTPUT;
  });

  test('a stack works as it does written as JSON', async () => {
    const stack = await deployed((scope) => {
      const { instanceId } = cloud.backups.cluster;
      const backup = Backup.fromLookup(scope, 'latest', { instanceId });
      const links = backup.downloadLinks('links', { readDuringApply: true });
      new TerraformOutput(scope, 'link', { value: links.files.inGroup('config').downloadLink });
      const each = new BackupQuery(scope, 'query', {
        instanceId,
        status: 'COMPLETED',
      }).backups.allWithMapKey('id');
      new BackupDownloadLinks(scope, 'all', {
        forEach: each,
        instanceId: each.getString('instance_id'),
        backupId: each.getString('id'),
      }).exportOutputs({ prefix: 'all' });
    });
    expect(existsSync(path.join(stack.folder, 'cdk.tf'))).toBe(true);
    await applied(stack);
    const { link, all_files } = await stack.outputs();
    expect(link).toMatchObject({ sensitive: true, value: expect.stringContaining('config') });
    expect(all_files).toMatchObject({ sensitive: false, value: expect.any(Object) });
  });
});

/** The engine breaks lines and draws a bar before them. */
function unwrapped(output: string): string {
  return output.replace(/\n(?:[│|] )?/g, ' ').replace(/ +/g, ' ');
}
