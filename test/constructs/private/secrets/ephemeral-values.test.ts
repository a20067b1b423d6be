import {
  Fn,
  TerraformCount,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Testing,
} from 'cdktf';
import { DdsProvider, EphemeralBackupDownloadLinks, imports } from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

function stackWithLinks() {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  return { stack, links: new EphemeralBackupDownloadLinks(stack, 'links', ids) };
}

const synthesize = (stack: TerraformStack) => Testing.synth(stack, true);

describe('an ephemeral value that would be stored', () => {
  const advice =
    'use BackupDownloadLinks there, or use the value in a provisioner, a provider or a write-only argument';

  test('in an output, it is an error at synth', () => {
    const { stack, links } = stackWithLinks();
    new TerraformOutput(stack, 'out', { value: `in ${links.bucket}` });
    expect(() => synthesize(stack)).toThrow(
      `stack/out: a value of stack/links/Default is ephemeral and cannot reach an output, which is stored in the state; ${advice}`,
    );
  });

  test('in a data source, it is an error at synth', () => {
    const { stack, links } = stackWithLinks();
    new imports.DataDdsBackupDownloadLinks(stack, 'data', { ...ids, region: links.expiresAt });
    expect(() => synthesize(stack)).toThrow(
      `stack/data: a value of stack/links/Default is ephemeral and cannot reach a data source, which is stored in the state; ${advice}`,
    );
  });

  test('in count, it is an error at synth', () => {
    const { stack, links } = stackWithLinks();
    const count = TerraformCount.of(Fn.lengthOf(links.files));
    new TerraformResource(stack, 'each', { terraformResourceType: 'terraform_data', count });
    expect(() => synthesize(stack)).toThrow('cannot reach count');
  });

  test('in for_each, it is an error at synth', () => {
    const { stack, links } = stackWithLinks();
    const forEach = links.files.allWithMapKey('name');
    new TerraformResource(stack, 'each', { terraformResourceType: 'terraform_data', forEach });
    expect(() => synthesize(stack)).toThrow('cannot reach for_each');
  });

  test('through locals, it is an error at synth', () => {
    const { stack, links } = stackWithLinks();
    const second = new TerraformLocal(stack, 'second', '${upper(local.first)}');
    new TerraformLocal(stack, 'first', links.bucket);
    new TerraformOutput(stack, 'out', { value: second.asString });
    new imports.DataDdsBackupDownloadLinks(stack, 'data', { ...ids, region: '${local.first}' });
    expect(() => synthesize(stack)).toThrow(/stack\/out: a value of [^]*stack\/data: a value of/);
  });

  test('of several links through one local, it is an error for each of them', () => {
    const { stack, links } = stackWithLinks();
    const others = new EphemeralBackupDownloadLinks(stack, 'others', ids);
    const both = new TerraformLocal(stack, 'both', [links.bucket, others.bucket]);
    new TerraformOutput(stack, 'out', { value: both.expression });
    expect(() => synthesize(stack)).toThrow(
      /out: a value of stack\/links\/Default is [^]*out: a value of stack\/others\/Default is /,
    );
  });

  test('after a line break, it is an error at synth', () => {
    const { stack } = stackWithLinks();
    new TerraformOutput(stack, 'out', {
      value: `\${[\nephemeral.dds_backup_download_links.links.files\n]}`,
    });
    expect(() => synthesize(stack)).toThrow('cannot reach an output');
  });

  test('in the key of a map, it is an error at synth', () => {
    const { stack, links } = stackWithLinks();
    new TerraformOutput(stack, 'out', { value: { [links.bucket]: 'text' } });
    expect(() => synthesize(stack)).toThrow('cannot reach an output');
  });

  test('beside one within ephemeralasnull, it is an error at synth', () => {
    const { stack, links } = stackWithLinks();
    const value = [`\${ephemeralasnull(${links.bucket})}`, links.bucket];
    new TerraformOutput(stack, 'out', { value });
    expect(() => synthesize(stack)).toThrow('cannot reach an output');
  });

  test('another value, with a name that starts the same, is none', () => {
    const { stack, links } = stackWithLinks();
    new TerraformLocal(stack, 'first', links.bucket);
    new TerraformLocal(stack, 'first-2', 'text');
    new TerraformOutput(stack, 'out', { value: '${local.first-2}' });
    new TerraformOutput(stack, 'other', { value: '${data.any.local.first}' });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('within ephemeralasnull, it is left to the engine', () => {
    const { stack, links } = stackWithLinks();
    const bucket = new TerraformLocal(stack, 'bucket', `\${ephemeralasnull(${links.bucket})}`);
    new TerraformOutput(stack, 'out', { value: bucket.asString });
    new TerraformOutput(stack, 'direct', { value: `\${ephemeralasnull(${links.bucket})}` });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('what only depends on the links stores none of them', () => {
    const { stack, links } = stackWithLinks();
    const dependsOn = [links];
    new imports.DataDdsBackups(stack, 'data', { dependsOn });
    new imports.BackupDownload(stack, 'download', { ...ids, directory: 'files', dependsOn });
    new TerraformOutput(stack, 'out', { value: 'text', dependsOn });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('in an argument that may be write-only, it is left to the engine', () => {
    const { stack, links } = stackWithLinks();
    const resource = new TerraformResource(stack, 'any', { terraformResourceType: 'any' });
    resource.addOverride('link_wo', links.downloadLink);
    expect(() => synthesize(stack)).not.toThrow();
  });
});

test('an ephemeral value in another stack, which would read it from a state, is an error', () => {
  const app = Testing.app();
  const home = new TerraformStack(app, 'home');
  new DdsProvider(home, 'dds');
  const links = new EphemeralBackupDownloadLinks(home, 'links', ids);
  const other = new TerraformStack(app, 'other');
  new TerraformResource(other, 'any', { terraformResourceType: 'any' }).addOverride(
    'link',
    links.files.get(0).downloadLink,
  );
  expect(() => app.synth()).toThrow('is ephemeral and cannot reach an output');
});
