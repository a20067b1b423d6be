/** Links that leave their stack, and blocks with several instances. */
import {
  App,
  Fn,
  TerraformCount,
  type TerraformDataSource,
  TerraformIterator,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Testing,
} from 'cdktf';
import { Backup, BackupDownloadLinks, BackupQuery, DdsProvider } from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

interface Synthesized {
  readonly output: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: true }>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe('in another stack', () => {
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
});

describe('several instances', () => {
  function stack() {
    const made = new TerraformStack(new App(), 'stack');
    new DdsProvider(made, 'dds');
    return made;
  }
  const synthesized = (of: TerraformStack) => JSON.parse(Testing.synth(of, true)) as Synthesized;

  test('outputs for each backup of a query are maps by key', () => {
    const scope = stack();
    const each = new BackupQuery(scope, 'query').backups.allWithMapKey('id');
    const links = new BackupDownloadLinks(scope, 'links', {
      forEach: each,
      instanceId: each.getString('instance_id'),
      backupId: each.getString('id'),
    });
    links.exportOutputs({ prefix: 'backups' });
    const { output } = synthesized(scope);
    const all = 'for key, links in data.dds_backup_download_links.links : key =>';
    expect(output.backups_bucket).toMatchObject({
      value: `\${{${all} links.bucket == null ? "" : links.bucket}}`,
    });
    expect(output.backups_files?.value).toMatch(`\${{${all} [for file in links.files : {name =`);
    expect(output.backups_files).not.toHaveProperty('sensitive');
    expect(output.backups_download_links).toMatchObject({
      value: expect.stringMatching(/^\${{for key, .* => {for file in links\.files : .*}}}$/),
      sensitive: true,
    });
  });

  test('outputs with a count are lists', () => {
    const scope = stack();
    const links = new BackupDownloadLinks(scope, 'links', { ...ids, count: TerraformCount.of(2) });
    links.exportOutputs({ prefix: 'backup' });
    expect(synthesized(scope).output.backup_bucket?.value).toBe(
      '${[for links in data.dds_backup_download_links.links : links.bucket == null ? "" : links.bucket]}',
    );
  });

  test('a single instance can be selected, and its links remain sensitive', () => {
    const scope = stack();
    const forEach = TerraformIterator.fromList(['a']);
    const links = new BackupDownloadLinks(scope, 'links', { ...ids, forEach });
    const take = (attribute: string) => Fn.lookupNested(links.fqn, ['"a"', attribute]);
    new TerraformOutput(scope, 'bucket', { value: take('bucket') });
    new TerraformOutput(scope, 'files', { value: take('files') });
    const address = 'data.dds_backup_download_links.links["a"]';
    expect(synthesized(scope).output).toMatchObject({
      bucket: { value: `\${${address}.bucket}` },
      files: { value: `\${${address}.files}`, sensitive: true },
    });
  });

  test('an iterator can iterate over all instances, as the message advises', () => {
    const scope = stack();
    const links = new BackupDownloadLinks(scope, 'links', { ...ids, forEach });
    const each = TerraformIterator.fromDataSources(links.node.defaultChild as TerraformDataSource);
    const value = Fn.lookupNested(links.fqn, ['"key"', 'files']);
    new TerraformResource(scope, 'each', { terraformResourceType: 'any', forEach: each });
    new TerraformOutput(scope, 'files', { value });
    const { output, resource } = synthesized(scope);
    expect(resource.any?.each).toEqual({ for_each: '${data.dds_backup_download_links.links}' });
    expect(output.files?.value).toBe('${data.dds_backup_download_links.links["key"].files}');
  });

  const forEach = TerraformIterator.fromList(['a']);

  test.each<[string, (scope: TerraformStack) => unknown, string]>([
    [
      'a bucket with forEach',
      (scope) => new BackupDownloadLinks(scope, 'links', { ...ids, forEach }).bucket,
      `stack/links: with forEach there are several copies and no single bucket; select one with Fn.lookupNested(links.fqn, ['"key"', 'bucket']), or iterate over all of them with TerraformIterator.fromDataSources(links.node.defaultChild as TerraformDataSource)`,
    ],
    [
      'a link with count',
      (scope) => new BackupDownloadLinks(scope, 'links', { ...ids, count: 2 }).downloadLink,
      `stack/links: with count there are several copies and no single files; select one with Fn.lookupNested(links.fqn, [index, 'files'])`,
    ],
    [
      'the backups of a query with forEach',
      (scope) => new BackupQuery(scope, 'query', { forEach }).backups,
      'stack/query: with forEach there are several copies and no single backups;',
    ],
    [
      'a backup with count',
      (scope) => Backup.fromLookup(scope, 'backup', { count: 2 } as object),
      'stack/backup: a Backup is a single backup and takes no count; look up each one in a loop in your program, or use BackupQuery and iterate over its backups',
    ],
  ])('%s is not a single value and is rejected when used', (_, use, message) => {
    expect(() => use(stack())).toThrow(message);
  });

  test('of a block whose ID is no name are called "it" in the message, for want of a better one', () => {
    const links = new BackupDownloadLinks(stack(), 'all-links', { ...ids, count: 2 });
    expect(() => links.expiresAt).toThrow(
      /select one with Fn\.lookupNested\(it\.fqn, \[index, 'expires_at'\]\)$/,
    );
  });
});
