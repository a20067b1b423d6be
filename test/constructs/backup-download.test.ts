import {
  App,
  DataResource,
  Fn,
  TerraformCount,
  TerraformIterator,
  TerraformOutput,
  type TerraformResource,
  TerraformStack,
  Testing,
  Token,
} from 'cdktf';
import {
  Backup,
  BackupDownload,
  type BackupDownloadProps,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
  imports,
} from '../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };
const address = 'dds_backup_download.files';

function newStack() {
  const stack = new TerraformStack(new App({ outdir: 'cdktf.out' }), 'stack');
  new DdsProvider(stack, 'dds');
  return stack;
}

function stackWith(props: Partial<BackupDownloadProps> = {}) {
  const stack = newStack();
  const all = { ...ids, directory: '/backups', ...props };
  return { stack, download: new BackupDownload(stack, 'files', all) };
}

interface Synthesized {
  readonly import?: unknown;
  readonly moved?: unknown;
  readonly output: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: true }>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
}

const synthesized = (stack: TerraformStack) =>
  JSON.parse(Testing.synth(stack, true)) as Synthesized;
const written = (stack: TerraformStack) =>
  synthesized(stack).resource.dds_backup_download?.files ?? {};

function outputOf(stack: TerraformStack, value: unknown) {
  new TerraformOutput(stack, 'out', { value });
  return synthesized(stack).output.out;
}

test('the resource has a short address and only the arguments that were given', () => {
  const { stack, download } = stackWith();
  expect(written(stack)).toEqual({
    instance_id: 'instance',
    backup_id: 'backup',
    directory: '/backups',
  });
  expect(download.node.defaultChild).toBeInstanceOf(imports.BackupDownload);
  expect(Testing.toHaveResource(Testing.synth(stack), BackupDownload.tfResourceType)).toBe(true);
});

test('every argument reaches the resource', () => {
  const { stack } = stackWith({
    region: 'eu-west-101',
    projectId: 'project',
    fileNames: ['a', 'b'],
    parallelism: 8,
    retainOnDestroy: true,
    onMissing: 'ignore',
    verify: 'sha256',
    timeouts: { create: '8h', read: '1m', update: '7h', delete: '2m' },
  });
  expect(written(stack)).toEqual({
    instance_id: 'instance',
    backup_id: 'backup',
    directory: '/backups',
    region: 'eu-west-101',
    project_id: 'project',
    file_names: ['a', 'b'],
    parallelism: 8,
    retain_on_destroy: true,
    on_missing: 'ignore',
    verify: 'sha256',
    timeouts: { create: '8h', read: '1m', update: '7h', delete: '2m' },
  });
});

describe('attributes', () => {
  const file = `${address}.files[0]`;
  const path = `join("/", [${address}.directory, file.path])`;

  test.each<[string, (download: BackupDownload) => unknown, unknown]>([
    [
      'the IDs',
      ({ instanceId, backupId }) => [instanceId, backupId],
      [`\${${address}.instance_id}`, `\${${address}.backup_id}`],
    ],
    ['the bucket', ({ bucket }) => bucket, `\${${address}.bucket}`],
    ['the directory', ({ directory }) => directory, `\${${address}.directory}`],
    ['all files', ({ files }) => files, `\${${address}.files}`],
    [
      'the texts of a file',
      ({ files }) => {
        const { name, path: ofFile, sha256, groupName } = files.get(0);
        return [name, ofFile, sha256, groupName];
      },
      ['name', 'path', 'sha256', 'group_name'].map((name) => `\${${file}.${name}}`),
    ],
    [
      'the sizes of a file, anywhere in a text',
      ({ files }) => [`0${files.get(0).size}`, `0${files.get(0).sizeBytes}`],
      [`0\${${file}.size}`, `0\${${file}.size_bytes}`],
    ],
    [
      'the local path of a file',
      ({ files }) => files.get(0).localPath,
      `\${${address}.directory}/\${${file}.path}`,
    ],
    ['the paths', ({ paths }) => paths, `\${[for file in ${address}.files : ${path}]}`],
    [
      'the sums by path',
      ({ sha256 }) => sha256,
      `\${{for file in ${address}.files : ${path} => file.sha256}}`,
    ],
    [
      'the input of sha256sum',
      ({ checksums }) => checksums,
      `\${join("", [for file in ${address}.files : "\${file.sha256}  \${${path}}\\n" if file.sha256 != null])}`,
    ],
  ])('%s can be used', (_, attribute, value) => {
    const { stack, download } = stackWith();
    expect(outputOf(stack, attribute(download))).toEqual({ value });
  });

  test('the only file comes with a check that there is only one', () => {
    const { stack, download } = stackWith();
    const { value } = outputOf(stack, [download.files.only.sha256, download.files.only.name])!;
    expect(value).toEqual([`\${${file}.sha256}`, `\${${file}.name}`]);
    expect(written(stack).lifecycle).toEqual({
      postcondition: [
        {
          condition: '${length(self.files) == 1}',
          error_message:
            'files.only is for a backup with one file, but this one has ${length(self.files)}: ${join(", ", [for file in self.files : join("/", compact([file.group_name, file.name]))])}. Choose one with files.named(name).',
        },
      ],
    });
  });

  test('a file is chosen by its name or group, with a check that it is the only match', () => {
    const { stack, download } = stackWith();
    const { files } = download;
    const value = [files.named('a').localPath, files.inGroup('shard_1').sha256];
    expect(outputOf(stack, value)?.value).toEqual([
      `\${${address}.directory}/\${${address}.files[index([for file in ${address}.files : contains([file.name, join("/", compact([file.group_name, file.name]))], "a")], true)].path}`,
      `\${${address}.files[index([for file in ${address}.files : file.group_name == "shard_1"], true)].sha256}`,
    ]);
    expect(written(stack).lifecycle).toMatchObject({ postcondition: [{}, {}] });
  });

  test('they follow a resource that is renamed later', () => {
    const { stack, download } = stackWith();
    new TerraformOutput(stack, 'all', {
      value: [download.paths, download.checksums, download.files.named('a').localPath],
    });
    new DataResource(stack, 'after', { dependsOn: [download] });
    (download.node.defaultChild as imports.BackupDownload).overrideLogicalId('renamed');
    const text = Testing.synth(stack, true);
    expect(text).toContain('"dds_backup_download.renamed"');
    expect(text).not.toContain(address);
  });

  test('another stack gets each of them under a name of its own', () => {
    const app = Testing.app();
    const home = new TerraformStack(app, 'home');
    new DdsProvider(home, 'dds');
    const download = new BackupDownload(home, 'files', { ...ids, directory: 'backups' });
    const other = new TerraformStack(app, 'other');
    new TerraformOutput(other, 'paths', { value: download.paths });
    new TerraformOutput(other, 'checksums', { value: download.checksums });
    new TerraformOutput(other, 'one', { value: download.files.named('a.b').localPath });
    new TerraformOutput(other, 'two', { value: download.files.named('ab').localPath });
    app.synth();
    // The directory and the path of each of the two files are outputs too.
    expect(Object.keys(synthesized(home).output)).toHaveLength(5);
    const values = Object.values(synthesized(other).output).map(({ value }) => value);
    expect(new Set(values).size).toBe(4);
  });
});

describe('as on a generated resource', () => {
  test('lifecycle, dependencies, connection, provisioners and provider are written', () => {
    const stack = newStack();
    const before = new DataResource(stack, 'before');
    new BackupDownload(stack, 'files', {
      ...ids,
      directory: '/backups',
      provider: new DdsProvider(stack, 'other', { alias: 'other' }),
      dependsOn: [before],
      connection: { type: 'ssh', host: 'host' },
      provisioners: [{ type: 'local-exec', command: 'ls ${self.directory}' }],
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['file_names'] },
    });
    expect(written(stack)).toMatchObject({
      provider: 'dds.other',
      depends_on: ['terraform_data.before'],
      connection: { type: 'ssh', host: 'host' },
      provisioner: [{ 'local-exec': { command: 'ls ${self.directory}' } }],
      lifecycle: { create_before_destroy: true, ignore_changes: ['file_names'] },
    });
  });

  test('each backup of a query is downloaded to a directory of its own', () => {
    const stack = newStack();
    const each = new BackupQuery(stack, 'query').backups.allWithMapKey('id');
    new BackupDownload(stack, 'files', {
      forEach: each,
      instanceId: each.getString('instance_id'),
      backupId: each.getString('id'),
      directory: `backups/${each.getString('id')}`,
    });
    expect(written(stack)).toMatchObject({
      backup_id: '${each.value.id}',
      directory: '../../../backups/${each.value.id}',
      for_each: '${{ for key, val in data.dds_backups.query.backups: val.id => val }}',
    });
  });

  test('one of several instances is selected by its key, and there is no single attribute', () => {
    const { stack, download } = stackWith({ forEach: TerraformIterator.fromList(['a']) });
    const one = Fn.lookupNested(download.fqn, ['"a"', 'files']);
    expect(outputOf(stack, one)?.value).toBe(`\${${address}["a"].files}`);
    for (const attribute of ['files', 'paths', 'sha256', 'checksums'] as const) {
      expect(() => download[attribute]).toThrow(
        `stack/files: with forEach there are several copies and no single files; select one with Fn.lookupNested(files.fqn, ['"key"', 'files']), or iterate over all of them with TerraformIterator.fromResources(files.node.defaultChild as TerraformResource)`,
      );
    }
    expect(() => download.directory).toThrow(`no single directory`);
  });

  test('with a count, an instance is selected by its index', () => {
    const { download } = stackWith({ count: TerraformCount.of(2) });
    expect(() => download.bucket).toThrow(`Fn.lookupNested(files.fqn, [index, 'bucket'])`);
  });

  test('it moves to another one, and an old address moves to it', () => {
    const { stack, download } = stackWith();
    const next = new BackupDownload(stack, 'next', { ...ids, directory: '/backups' });
    next.addMoveTarget('next');
    download.moveTo('next');
    const { resource, moved } = synthesized(stack);
    expect(Object.keys(resource.dds_backup_download!)).toEqual(['next']);
    expect(moved).toEqual([{ from: address, to: 'dds_backup_download.next' }]);

    const { stack: renamed, download: now } = stackWith();
    now.moveFromId('dds_backup_download.old');
    expect(synthesized(renamed).moved).toEqual([{ from: 'dds_backup_download.old', to: address }]);

    const { stack: left, download: gone } = stackWith();
    gone.moveToId('dds_backup_download.elsewhere');
    expect(synthesized(left).moved).toEqual([
      { from: address, to: 'dds_backup_download.elsewhere' },
    ]);
  });

  test.each([
    ['instance/backup/backups/latest', 'instance/backup/../../../backups/latest'],
    ['instance/backup//srv/backups', 'instance/backup//srv/backups'],
    ['instance', 'instance'],
    ['${var.id}', '${var.id}'],
    ['${var.instance}/${var.backup}/files', '${var.instance}/${var.backup}/../../../files'],
  ])('%s is imported with its directory as written to the stack', (id, imported) => {
    const { stack, download } = stackWith();
    download.importFrom(id);
    expect(synthesized(stack).import).toEqual([{ id: imported, to: address }]);
  });

  test('its arguments can be overridden, and conditions are blocks in HCL', () => {
    const { stack, download } = stackWith({
      lifecycle: { precondition: [{ condition: '${1 == 1}', errorMessage: 'a "word"' }] },
    });
    (download.node.defaultChild as TerraformResource).addOverride('parallelism', 2);
    const hcl = Testing.synthHcl(stack, true);
    expect(hcl).toContain('parallelism = 2');
    expect(hcl).toMatch(/lifecycle \{\s+precondition \{\s+.*\s+error_message = "a \\"word\\""/);
  });
});

describe('checks at synth', () => {
  const untyped = (props: object) => props as Partial<BackupDownloadProps>;

  test.each<[string, Partial<BackupDownloadProps>, string]>([
    ['an empty directory', { directory: ' ' }, 'directory must not be empty, got " "'],
    ['no directory', untyped({ directory: undefined }), 'directory must be a string, got nothing'],
    [
      'a directory with a NUL character',
      { directory: 'a\0b' },
      'directory must not contain a NUL character, got "a\\u0000b"',
    ],
    [
      'the home directory as shells know it',
      { directory: '~/backups' },
      'directory must not start with "~", which only shells expand; write the path of your home directory, or use Fn.pathexpand for the one where the engine runs, got "~/backups"',
    ],
    ['an empty instance ID', { instanceId: '' }, 'instanceId must not be empty, got ""'],
    ['an ID with a slash', { backupId: 'a/b' }, 'backupId must consist of up to 64 letters'],
    ['no file names', { fileNames: [] }, 'fileNames must not be empty; omit it for all files'],
    ['an empty file name', { fileNames: ['a', ''] }, 'fileNames[1] must not be empty, got ""'],
    ['a file name twice', { fileNames: ['a', 'b', 'a'] }, 'fileNames must not contain "a" twice'],
    [
      'a file name that is not in a list',
      untyped({ fileNames: 'a' }),
      'fileNames must be a list of strings, got "a"',
    ],
    ['no connections', { parallelism: 0 }, 'parallelism must be a whole number from 1 to 64'],
    [
      'a flag as text',
      untyped({ retainOnDestroy: 'yes' }),
      'retainOnDestroy must be true or false',
    ],
    ['too many connections', { parallelism: 65 }, 'from 1 to 64, got 65'],
    ['half a connection', { parallelism: 1.5 }, 'from 1 to 64, got 1.5'],
    ['a number as text', untyped({ parallelism: '4' }), 'from 1 to 64, got "4"'],
    [
      'another way with missing files',
      { onMissing: 'Ignore' },
      'onMissing must be "download" or "ignore", got "Ignore"',
    ],
    ['another check', { verify: 'md5' }, 'verify must be "size" or "sha256", got "md5"'],
    [
      'a timeout that is not a duration',
      { timeouts: { update: 'long' } },
      'timeouts.update must be a duration such as',
    ],
  ])('%s is rejected', (_, props, message) => {
    expect(() => stackWith(props)).toThrow(/^stack\/files: /);
    expect(() => stackWith(props)).toThrow(message);
  });

  test('tokens are left to the engine', () => {
    const { stack } = stackWith({
      ...{ instanceId: '${var.x}', backupId: '${var.x}', directory: '${var.x}/sub' },
      ...{ onMissing: '${var.x}', verify: '${var.x}', timeouts: { create: '${var.x}' } },
      parallelism: Token.asNumber('${var.x}'),
      fileNames: Token.asList('${var.x}'),
      retainOnDestroy: Token.asAny('${var.x}'),
    });
    expect(written(stack)).toEqual({
      ...{ instance_id: '${var.x}', backup_id: '${var.x}', directory: '${var.x}/sub' },
      ...{ on_missing: '${var.x}', verify: '${var.x}', timeouts: { create: '${var.x}' } },
      ...{ parallelism: '${var.x}', file_names: '${var.x}', retain_on_destroy: '${var.x}' },
    });
  });

  test('a stack without a provider is rejected', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new BackupDownload(stack, 'files', { ...ids, directory: 'files' });
    expect(() => Testing.synth(stack, true)).toThrow('stack "stack" has no DdsProvider');
  });

  test('an ephemeral value is rejected, except in its provisioners', () => {
    const stack = newStack();
    const { bucket } = new EphemeralBackupDownloadLinks(stack, 'links', ids);
    new BackupDownload(stack, 'files', {
      ...ids,
      directory: '/files',
      provisioners: [{ type: 'local-exec', command: 'true', environment: { BUCKET: bucket } }],
    });
    expect(() => Testing.synth(stack, true)).not.toThrow();
    new BackupDownload(stack, 'wrong', { ...ids, directory: `/files/${bucket}` });
    expect(() => Testing.synth(stack, true)).toThrow(
      'stack/wrong/Default: a value of stack/links/Default is ephemeral and cannot reach directory, which is stored in the state; use BackupDownloadLinks there',
    );
  });
});

test('a backup downloads itself, with its IDs, region, project and provider', () => {
  const stack = newStack();
  const provider = new DdsProvider(stack, 'other', { alias: 'other' });
  const place = { provider, region: 'eu-west-101', projectId: 'project' };
  const backup = Backup.fromLookup(stack, 'latest', place);
  const download = backup.download('files', { directory: '/backups', region: 'cn-north-4' });
  expect(download.node.path).toBe('stack/latest/files');
  const { dds_backup_download } = synthesized(stack).resource;
  expect(Object.values(dds_backup_download!)).toEqual([
    {
      instance_id: '${data.dds_backup.latest.instance_id}',
      backup_id: '${data.dds_backup.latest.id}',
      directory: '/backups',
      region: 'cn-north-4',
      project_id: 'project',
      provider: 'dds.other',
    },
  ]);
});

test('a backup of another stack is downloaded through its IDs', () => {
  const app = Testing.app();
  const home = new TerraformStack(app, 'home');
  new DdsProvider(home, 'dds');
  const { instanceId, backupId } = Backup.fromLookup(home, 'latest');
  const other = new TerraformStack(app, 'other');
  new DdsProvider(other, 'dds');
  new BackupDownload(other, 'files', { instanceId, backupId, directory: '/files' });
  app.synth();
  expect(written(other).backup_id).toMatch(/^\$\{data\.terraform_remote_state\..*latestid\}$/);
});
