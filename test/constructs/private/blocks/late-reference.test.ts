/** Blocks that are given another name after references to them were made. */
import {
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Testing,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import {
  Backup,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

function newStack() {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  return stack;
}

function elementOf({ node }: IConstruct): TerraformElement {
  if (TerraformElement.isTerraformElement(node.defaultChild)) return node.defaultChild;
  throw new Error('the construct has no block');
}

/** Everything that refers to the construct, wherever it is used. */
const constructs: readonly [string, (stack: TerraformStack) => IConstruct][] = [
  [
    'links',
    (stack) => {
      const links = new BackupDownloadLinks(stack, 'old', ids);
      const { files } = links;
      new TerraformOutput(stack, 'values', {
        value: [links.bucket, links.expiresAt, links.downloadLink, files.get(1).name, links.fqn],
      });
      new TerraformOutput(stack, 'chosen', { value: files.named('a').downloadLink });
      links.exportOutputs({ prefix: 'backup' });
      new TerraformResource(stack, 'each', {
        terraformResourceType: 'terraform_data',
        forEach: files.allWithMapKey('name'),
        dependsOn: [links],
      });
      return links;
    },
  ],
  [
    'a backup',
    (stack) => {
      const backup = Backup.fromLookup(stack, 'old');
      backup.downloadLinks('links').exportOutputs({ prefix: 'backup' });
      backup.ephemeralDownloadLinks('secret');
      new TerraformOutput(stack, 'values', {
        value: [backup.name, `0${backup.size}`, backup.datastoreVersion, backup.fqn],
      });
      return backup;
    },
  ],
  [
    'a query',
    (stack) => {
      const query = new BackupQuery(stack, 'old');
      const each = query.backups.allWithMapKey('id');
      new BackupDownloadLinks(stack, 'links', {
        forEach: each,
        instanceId: each.getString('instance_id'),
        backupId: each.getString('id'),
        dependsOn: [query],
      });
      new TerraformOutput(stack, 'values', {
        value: [query.totalCount, query.backups.get(0).id, query.backups.get(0).datastoreType],
      });
      return query;
    },
  ],
  [
    'ephemeral links',
    (stack) => {
      const links = new EphemeralBackupDownloadLinks(stack, 'old', ids);
      const LINK = `${links.downloadLink} ${links.files.named('a').downloadLink} ${links.bucket}`;
      new TerraformResource(stack, 'fetch', {
        terraformResourceType: 'terraform_data',
        provisioners: [{ type: 'local-exec', command: 'x', environment: { LINK } }],
      });
      return links;
    },
  ],
];

describe.each(constructs)('%s', (_, define) => {
  test('can be renamed after references to it were created', () => {
    const stack = newStack();
    elementOf(define(stack)).overrideLogicalId('renamed');
    const text = Testing.synth(stack, true);
    expect(text).toContain('"renamed": {');
    expect(text).toMatch(/dds_\w+\.renamed\./);
    expect(text).not.toMatch(/\bold\b/);
  });

  test('can be given its original name back', () => {
    const stack = newStack();
    const element = elementOf(define(stack));
    element.overrideLogicalId('renamed');
    element.resetOverrideLogicalId();
    expect(Testing.synth(stack, true)).not.toContain('renamed');
  });
});

test('outputs with links of a renamed block are sensitive', () => {
  const stack = newStack();
  const links = new BackupDownloadLinks(stack, 'old', ids);
  new TerraformOutput(stack, 'link', { value: links.downloadLink });
  elementOf(links).overrideLogicalId('renamed');
  const { output } = JSON.parse(Testing.synth(stack)) as { output: { link: object } };
  expect(output.link).toEqual({
    value: '${data.dds_backup_download_links.renamed.files[0].download_link}',
    sensitive: true,
  });
});

test('another stack refers to a renamed block by its new name', () => {
  const app = Testing.app();
  const home = new TerraformStack(app, 'home');
  new DdsProvider(home, 'dds');
  const links = new BackupDownloadLinks(home, 'old', ids);
  const other = new TerraformStack(app, 'other');
  new TerraformOutput(other, 'link', { value: links.files.named('a').downloadLink });
  elementOf(links).overrideLogicalId('renamed');
  app.synth();
  const text = Testing.synth(other);
  expect(text).toContain('linksrenamedfiles');
  expect(`${text}${Testing.synth(home)}`).not.toMatch(/old|TfToken/);
});
