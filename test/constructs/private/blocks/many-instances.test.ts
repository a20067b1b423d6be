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
