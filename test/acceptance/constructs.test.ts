/** What the constructs write, as a real engine reads it. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DataResource,
  Fn,
  type TerraformDataSource,
  TerraformHclModule,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { testWithEphemeralBlocks } from '../engine-abilities';
import { DeployedStack } from './deployed-stack';
import { Backup, BackupDownload, BackupDownloadLinks, BackupQuery } from 'cdktf-huaweicloud-dds';

let cloud: Simulator;
const stacks: DeployedStack[] = [];
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(async () => {
  stacks.splice(0).forEach((stack) => stack.remove());
  await cloud.close();
});

async function deployed(define: (stack: TerraformStack) => void) {
  const stack = await DeployedStack.of(cloud, define);
  stacks.push(stack);
  return stack;
}

/** As `cdktf synth --hcl` does it. */
async function deployedAsHcl(define: (stack: TerraformStack) => void) {
  process.env.SYNTH_HCL_OUTPUT = 'true';
  try {
    return await deployed(define);
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
}

async function planned(stack: DeployedStack): Promise<string> {
  const { exitCode, output } = await stack.plan();
  expect(exitCode === 0 ? 0 : output).toBe(0);
  return output;
}

function linksOf(scope: TerraformStack) {
  const { instanceId, id: backupId } = cloud.backups.replicaSet;
  return new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
}

function rename(construct: { node: { defaultChild?: unknown } }, name: string) {
  (construct.node.defaultChild as TerraformDataSource).overrideLogicalId(name);
}

testWithEphemeralBlocks('references find blocks that were renamed last', async () => {
  const stack = await deployed((scope) => {
    const { instanceId } = cloud.backups.replicaSet;
    const backup = Backup.fromLookup(scope, 'backup', { instanceId });
    const links = backup.downloadLinks('links');
    const ephemeral = backup.ephemeralDownloadLinks('ephemeral');
    const query = new BackupQuery(scope, 'query', { instanceId });
    links.exportOutputs({ prefix: 'backup' });
    new TerraformOutput(scope, 'found', { value: [backup.name, query.totalCount] });
    new TerraformOutput(scope, 'link', { value: links.files.get(0).downloadLink });
    new TerraformResource(scope, 'fetch', {
      terraformResourceType: 'terraform_data',
      dependsOn: [links, backup, query],
      provisioners: [
        { type: 'local-exec', command: 'true', environment: { LINK: ephemeral.downloadLink } },
      ],
    });
    for (const [construct, name] of [
      [backup, 'a'],
      [links, 'b'],
      [ephemeral, 'c'],
      [query, 'd'],
    ] as const) {
      rename(construct, `renamed_${name}`);
    }
  });
  const output = await planned(stack);
  for (const address of [
    'data.dds_backup.renamed_a',
    'data.dds_backup_download_links.renamed_b',
    'ephemeral.dds_backup_download_links.renamed_c',
    'data.dds_backups.renamed_d',
  ]) {
    expect(output).toContain(`${address}:`);
  }
});

test('conditions in HCL work, and their messages are shown as written', async () => {
  const { instanceId, id } = cloud.backups.replicaSet;
  const says = (condition: string, errorMessage: string) => ({
    lifecycle: { postcondition: [{ condition, errorMessage }] },
  });
  const stack = await deployedAsHcl((scope) => {
    new BackupQuery(scope, 'query', {
      instanceId,
      ...says('${self.total_count < 0}', 'the "query" \\ found\n${self.total_count == null}'),
    });
    Backup.fromBackupId(scope, 'backup', id, says('${self.name != ""}', 'nameless'));
    const links = new BackupDownloadLinks(scope, 'links', {
      instanceId,
      backupId: id,
      ...says('${length(self.files) > 0}', 'empty'),
    });
    new TerraformOutput(scope, 'link', { value: links.files.named('"a" %{b} \\').downloadLink });
  });
  const { output } = await stack.plan();
  expect(output).toContain('the "query" \\ found');
  expect(output).toContain(`files.named('"a" %{b} \\') is for one file, but 0 of the files match`);
  expect(output).not.toContain('nameless');
  expect(output.match(/Error: .*/g)).toEqual([
    'Error: Resource postcondition failed',
    'Error: Resource postcondition failed',
  ]);
});

test('strings with template characters arrive as written', async () => {
  const stack = await deployed((scope) => {
    const links = linksOf(scope);
    const name = new TerraformLocal(scope, 'name', 'x');
    new BackupQuery(scope, 'query', { description: '100%{ "x" }\\' });
    new TerraformOutput(scope, 'names', {
      value: [
        links.files.named('50%{x}"\\').name,
        links.files.inGroup(`50%{"\\${name.asString}`).name,
        links.files.named('${upper("a")}%{').name,
      ],
    });
  });
  const { output } = await stack.plan();
  for (const call of [`named('50%{x}"\\')`, `inGroup('50%{"\\x')`, `named('A%{')`]) {
    expect(output).toContain(`files.${call} is for one file, but 0 of the files`);
  }
  expect(output).not.toContain('Invalid');
});

describe('downloads', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dds downloads '));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are where the project says, and other resources find and check their files', async () => {
    const { automatic, replicaSet, cluster } = cloud.backups;
    const project = path.relative(process.cwd(), folder);
    const stack = await deployed((scope) => {
      const filter = { instanceId: automatic.instanceId, status: 'COMPLETED' };
      const each = new BackupQuery(scope, 'query', filter).backups.allWithMapKey('id');
      new BackupDownload(scope, 'each', {
        forEach: each,
        instanceId: each.getString('instance_id'),
        backupId: each.getString('id'),
        directory: `${project}/${each.getString('id')}`,
      });
      const { instanceId, id: backupId } = cluster;
      const directory = path.join(project, 'cluster');
      const download = new BackupDownload(scope, 'cluster', { instanceId, backupId, directory });
      const check = (environment: Record<string, string>, command: string) => ({
        provisioners: [{ type: 'local-exec' as const, command, environment }],
      });
      const { checksums, paths, sha256, files } = download;
      new DataResource(
        scope,
        'check',
        check({ checksums }, 'printf %s "$checksums" | sha256sum -c -'),
      );
      new TerraformResource(scope, 'file', {
        terraformResourceType: 'terraform_data',
        forEach: TerraformIterator.fromMap(sha256),
        ...check(
          { FILE: '${each.key}', SUM: '${each.value}' },
          'echo "$SUM  $FILE" | sha256sum -c -',
        ),
      });
      new TerraformOutput(scope, 'paths', { value: paths });
      new TerraformOutput(scope, 'shard', { value: files.inGroup('shard_1').localPath });
    });
    const { exitCode, output } = await stack.apply();
    expect(exitCode === 0 ? 0 : output).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(
      [automatic.id, replicaSet.id, 'cluster'].toSorted(),
    );
    const { paths, shard } = await stack.outputs();
    const places = (paths?.value as string[]).map((place) => path.resolve(stack.folder, place));
    expect(places).toEqual(
      readdirSync(path.join(folder, 'cluster'))
        .toSorted()
        .map((name) => path.join(folder, 'cluster', name)),
    );
    expect(paths?.value).toContain(shard?.value);
    expect((await stack.plan('-detailed-exitcode')).exitCode).toBe(0);
  });

  test('of a backup with several files are planned, but not as an only file', async () => {
    const { instanceId, id: backupId } = cloud.backups.cluster;
    const stack = await deployed((scope) => {
      const ids = { instanceId, backupId, directory: folder };
      const { files } = new BackupDownload(scope, 'files', ids);
      new TerraformOutput(scope, 'path', { value: files.only.localPath });
    });
    const { output } = await stack.plan();
    expect(output).toContain('files.only is for a backup with one file, but this one has 3:');
  });
});

describe('outputs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dds-module-'));
    mkdirSync(path.join(folder, 'echo'));
    writeFileSync(
      path.join(folder, 'echo/main.tf'),
      'variable "link" {}\noutput "echo" {\n  value = var.link\n  sensitive = true\n}\n',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('that a link reaches are sensitive, and others are visible', async () => {
    const stack = await deployed((scope) => {
      const links = linksOf(scope);
      const output = (id: string, value: unknown) => new TerraformOutput(scope, id, { value });
      const all = new TerraformLocal(scope, 'all', links.files);
      const one = new TerraformLocal(scope, 'one', { deep: [links.downloadLink] });
      const next = new TerraformLocal(scope, 'next', Fn.lookupNested(one.expression, ['deep', 0]));
      const module = new TerraformHclModule(scope, 'module', {
        source: path.join(folder, 'echo'),
        variables: { link: links.downloadLink },
      });
      const data = new DataResource(scope, 'data', { input: { link: links.downloadLink } });
      const each = new TerraformResource(scope, 'each', {
        terraformResourceType: 'terraform_data',
        forEach: TerraformIterator.fromComplexList(links.files, 'name'),
      });
      each.addOverride('triggers_replace', '${each.value.download_link}');
      output('secret_all', all.expression);
      output('secret_next', next.asString);
      output('secret_join', Fn.join(' ', [next.asString]));
      output('secret_module', module.getString('echo'));
      output('secret_input', data.interpolationForAttribute('input'));
      output('secret_each', each.fqn);
      output('seen_names', '${local.all[*].name}');
      output('seen_id', data.id);
      output('seen_count', Fn.lengthOf(all.expression));
      new TerraformOutput(scope, 'seen_hash', {
        value: Fn.nonsensitive(Fn.sha256(next.asString)),
        sensitive: false,
      });
    });
    const output = await planned(stack);
    const shown = [...output.matchAll(/^ {2}\+ (\w+) += (\(sensitive value\))?/gm)];
    const names = shown.map(([, name, secret]) => [name, secret !== undefined]);
    expect(Object.fromEntries(names)).toEqual({
      secret_all: true,
      secret_each: true,
      secret_input: true,
      secret_join: true,
      secret_module: true,
      secret_next: true,
      seen_count: false,
      seen_hash: false,
      seen_id: false,
      seen_names: false,
    });
  });
});
