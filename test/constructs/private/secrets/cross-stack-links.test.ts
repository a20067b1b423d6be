/** How links are written in a stack that gets them from another one. */
import { App, TerraformOutput, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { type Node } from 'constructs';
import { BackupDownloadLinks, DdsProvider } from '../../../../lib';
import { type DataDdsBackupDownloadLinks } from '../../../../lib/imports';
import { local, moduleWith, resourceWith } from './stack-elements';

const ids = { instanceId: 'instance', backupId: 'backup' };

interface Synthesized {
  readonly output: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: true }>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function twoStacks(use: (links: BackupDownloadLinks, other: TerraformStack) => void) {
  const app = Testing.app();
  // Made first, and so synthesized first.
  const other = new TerraformStack(app, 'other');
  const home = new TerraformStack(app, 'home');
  new DdsProvider(home, 'dds');
  use(new BackupDownloadLinks(home, 'links', ids), other);
  app.synth();
  const [synthesized, ofHome] = [other, home].map(
    (stack) => JSON.parse(Testing.synth(stack)) as Synthesized,
  );
  return { ...synthesized!, home: ofHome! };
}

const state = 'data.terraform_remote_state.cross-stack-reference-input-home.outputs';
const exported = 'cross-stack-output-datadds_backup_download_linkslinks';
const files = `${state}.${exported}files`;

test('a link remains secret', () => {
  const { output, resource } = twoStacks((links, other) => {
    new TerraformOutput(other, 'link', { value: links.files.get(0).downloadLink });
    new TerraformResource(other, 'any', { terraformResourceType: 'any' }).addOverride(
      'argument',
      `curl ${links.files.get(0).downloadLink}`,
    );
  });
  const link = `sensitive(${files}0download_link)`;
  expect(output.link).toEqual({ value: `\${${link}}`, sensitive: true });
  expect(resource.any?.any).toEqual({ argument: `curl \${${link}}` });
});

test('the links within files remain secret, and an iterator can iterate over the files', () => {
  const { output, resource } = twoStacks((links, other) => {
    new TerraformOutput(other, 'files', { value: links.files });
    new TerraformOutput(other, 'file', { value: links.files.get(0) });
    const forEach = links.files.allWithMapKey('name');
    new TerraformResource(other, 'each', { terraformResourceType: 'any', forEach });
  });
  const hidden = (file: string) =>
    `merge(${file}, {download_link = sensitive(${file}.download_link)})`;
  const list = `[for file in ${files} : ${hidden('file')}]`;
  expect(output.files).toEqual({ value: `\${${list}}`, sensitive: true });
  expect(output.file).toEqual({ value: `\${${hidden(`${files}0`)}}`, sensitive: true });
  expect(resource.any?.each).toEqual({
    for_each: `\${{ for key, val in ${list}: val.name => val }}`,
  });
});

test.each<[string, (links: BackupDownloadLinks, home: TerraformStack) => unknown, string]>([
  ['a local', (links, home) => local(home, links.downloadLink).asString, 'locallocal'],
  ['a local with all files', (links, home) => local(home, links.files).expression, 'locallocal'],
  [
    'a module',
    (links, home) => moduleWith(home, links.downloadLink).getString('url'),
    'modulemoduleurl',
  ],
  [
    'an attribute of a resource',
    (links, home) => resourceWith(home, { url: links.downloadLink }).getStringAttribute('url'),
    'anyresourceurl',
  ],
  [
    'the generated data source',
    ({ node }) => dataSource(node).files.get(0).downloadLink,
    'datadds_backup_download_linkslinksfiles0download_link',
  ],
])('a link that comes through %s remains secret', (_, define, name) => {
  const { output, resource } = twoStacks((links, other) => {
    const value = define(links, TerraformStack.of(links));
    new TerraformOutput(other, 'out', { value });
    resourceWith(other, { argument: value });
  });
  const secret = `\${sensitive(${state}.cross-stack-output-${name})}`;
  expect(output.out).toEqual({ value: secret, sensitive: true });
  expect(resource.any?.resource).toEqual({ argument: secret });
});

test('a link that comes through two stacks remains secret in both', () => {
  const { output } = twoStacks((links, other) => {
    const third = new TerraformStack(App.of(other), 'third');
    const passed = local(third, [local(TerraformStack.of(links), links.downloadLink).asString]);
    new TerraformOutput(other, 'out', { value: passed.expression });
  });
  expect(output.out).toEqual({
    value: `\${sensitive(${state.replace('home', 'third')}.cross-stack-output-locallocal)}`,
    sensitive: true,
  });
});

test('files of the generated data source keep all but their links visible', () => {
  const { resource } = twoStacks((links, other) => {
    const forEach = dataSource(links.node).files.allWithMapKey('name');
    new TerraformResource(other, 'each', { terraformResourceType: 'any', forEach });
  });
  expect(resource.any?.each).toEqual({
    for_each: `\${{ for key, val in [for file in ${files} : merge(file, {download_link = sensitive(file.download_link)})]: val.name => val }}`,
  });
});

function dataSource({ defaultChild }: Node): DataDdsBackupDownloadLinks {
  return defaultChild as DataDdsBackupDownloadLinks;
}

test.each<[string, (links: BackupDownloadLinks) => [string, string]]>([
  [
    'names that differ in punctuation only',
    ({ files }) => [files.named('a.b').downloadLink, files.named('ab').downloadLink],
  ],
  [
    'groups that differ in a non-ASCII letter only',
    ({ files }) => [files.inGroup('é').downloadLink, files.inGroup('è').downloadLink],
  ],
  [
    'expressions that differ in punctuation only',
    ({ files }) => [files.named('${local.a.b}').size, files.named('${local.ab}').size],
  ],
  [
    'long names that differ at the end only',
    ({ files }) => [
      files.named(`${'x'.repeat(300)}1`).name,
      files.named(`${'x'.repeat(300)}2`).name,
    ],
  ],
])('%s remain two values', (_, choose) => {
  const { output, home } = twoStacks((links, other) => {
    const [one, two] = choose(links);
    new TerraformOutput(other, 'one', { value: one });
    new TerraformOutput(other, 'two', { value: two });
    new TerraformOutput(other, 'again', { value: one });
  });
  expect(output.one?.value).not.toEqual(output.two?.value);
  expect(output.again?.value).toEqual(output.one?.value);
  expect(Object.keys(home.output)).toHaveLength(2);
  for (const { value } of [output.one!, output.two!]) {
    const [name = ''] = /cross-stack-output-[\w-]+/.exec(String(value)) ?? [];
    expect(home.output).toHaveProperty([name]);
    expect(name.length).toBeLessThan(256);
  }
});

test('what is not secret is visible', () => {
  const { output } = twoStacks((links, other) => {
    new TerraformOutput(other, 'bucket', { value: links.bucket });
    new TerraformOutput(other, 'name', { value: links.files.inGroup('config').name });
    new TerraformOutput(other, 'size', { value: links.files.get(0).size });
  });
  expect(output.bucket).toEqual({ value: `\${${state}.${exported}bucket}` });
  expect(output.name).not.toHaveProperty('sensitive');
  expect(output.size).toEqual({ value: `\${${files}0size}` });
});

test('nothing can depend on the links, and the error at synth names the remedy', () => {
  const dependsOn = (links: BackupDownloadLinks, other: TerraformStack) => {
    new TerraformResource(other, 'any', { terraformResourceType: 'any', dependsOn: [links] });
  };
  expect(() => twoStacks(dependsOn)).toThrow(
    'home/links is not in stack "other", which cannot depend on it or use it as a whole: make the stack depend on stack "home" with addDependency, or use individual attributes',
  );
});
