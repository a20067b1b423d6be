/** Where the directory of a download is, which a user writes in the project and the engine reads in another folder. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, type AppConfig, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { BackupDownload, DdsProvider } from '../../../lib';

/** Of which `work/project` is the project. */
let folder: string;
let project: string;
const before = process.cwd();
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dds project ')));
  project = path.join(folder, 'work/project');
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, 'cdktf.json'), '{}');
  process.chdir(project);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function stackIn(config: AppConfig = {}) {
  const stack = new TerraformStack(new App(config), 'stack');
  new DdsProvider(stack, 'dds');
  return stack;
}

interface Written {
  readonly resource: {
    readonly dds_backup_download: Readonly<Record<string, { readonly directory: string }>>;
  };
}

function writtenIn(stack: TerraformStack, directory: string, scope: Construct = stack): string {
  new BackupDownload(scope, 'files', { instanceId: 'instance', backupId: 'backup', directory });
  const { resource } = JSON.parse(Testing.synth(stack, true)) as Written;
  return Object.values(resource.dds_backup_download)[0]!.directory;
}

test.each([
  ['backups/latest', '../../../backups/latest'],
  ['./backups/', '../../../backups'],
  ['.', '../../..'],
  ['../shared', '../../../../shared'],
  ['cdktf.out/stacks/stack/files', 'files'],
  ['cdktf.out/stacks/stack', '.'],
  ['50%{x} $${y}', '../../../50%%{x} $${y}'],
])('%s in the project is %s in the folder of the stack', (directory, written) => {
  expect(writtenIn(stackIn(), directory)).toBe(written);
});

test.each(['/srv/backups', '/srv/../backups/', '${path.cwd}/files', '${var.directory}'])(
  '%s stays as it is, for it is absolute or the engine knows',
  (directory) => {
    expect(writtenIn(stackIn(), directory)).toBe(directory);
  },
);

test('a token stays as it is, and what begins as a path in the project is one', () => {
  const stack = stackIn();
  const { stringValue } = new TerraformVariable(stack, 'x', {});
  expect(writtenIn(stack, stringValue, new Construct(stack, 'a'))).toBe('${var.x}');
  const other = stackIn();
  const variable = new TerraformVariable(other, 'x', {});
  expect(writtenIn(other, `backups/${variable.stringValue}`)).toBe('../../../backups/${var.x}');
});

test('the project is where cdktf.json is, also when the program runs below it', () => {
  mkdirSync(path.join(project, 'src'));
  process.chdir(path.join(project, 'src'));
  expect(writtenIn(stackIn(), 'backups')).toBe('../../../../backups');
});

test('without a cdktf.json, the project is where the program runs', () => {
  rmSync(path.join(project, 'cdktf.json'));
  expect(writtenIn(stackIn(), 'backups')).toBe('../../../backups');
});

test('as with an asset, the context can say where cdktf.json is', () => {
  const context = { cdktfJsonPath: path.join(folder, 'cdktf.json') };
  expect(writtenIn(stackIn({ context }), 'backups')).toBe('../../../../../backups');
});

test.each([
  ['a folder in the project', 'out/of/cdktf', '../../../../../backups'],
  ['a folder beside the project', '../out', '../../../project/backups'],
])('with another outdir, %s, the directory is the same one', (_, outdir, written) => {
  mkdirSync(path.join(project, outdir), { recursive: true });
  expect(writtenIn(stackIn({ outdir }), 'backups')).toBe(written);
  expect(path.resolve(project, outdir, 'stacks/stack', written)).toBe(`${project}/backups`);
});

test('with an outdir that is a symbolic link, the engine finds the directory too', () => {
  const disk = path.join(folder, 'disk');
  mkdirSync(disk);
  symlinkSync(disk, path.join(project, 'cdktf.out'));
  const written = writtenIn(stackIn(), 'backups');
  expect(path.resolve(disk, 'stacks/stack', written)).toBe(`${project}/backups`);
});

test('projects at different places write the same text', () => {
  const one = writtenIn(stackIn(), 'backups');
  const elsewhere = path.join(folder, 'a/deep/place');
  mkdirSync(elsewhere, { recursive: true });
  writeFileSync(path.join(elsewhere, 'cdktf.json'), '{}');
  process.chdir(elsewhere);
  expect(writtenIn(stackIn(), 'backups')).toBe(one);
});

test('a stack within a construct or another stack has a folder like every other', () => {
  const app = new App();
  const outer = new TerraformStack(new Construct(app, 'team'), 'outer');
  const inner = new TerraformStack(outer, 'inner');
  new DdsProvider(inner, 'dds');
  expect(writtenIn(inner, 'backups')).toBe('../../../backups');
  app.synth();
  expect(realpathSync('cdktf.out/stacks/inner')).toBe(`${project}/cdktf.out/stacks/inner`);
});

test('a stack without an app is written as if it were in the usual folder', () => {
  const stack = new TerraformStack(undefined as unknown as Construct, 'stack');
  new DdsProvider(stack, 'dds');
  expect(writtenIn(stack, 'backups')).toBe('../../../backups');
});
