import { TerraformDataSource, TerraformStack, Testing } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import {
  Backup,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

function synth(define: (stack: TerraformStack) => void): string {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  define(stack);
  return Testing.synth(stack, true);
}

const kinds: readonly [string, string, (scope: Construct, id: string) => IConstruct][] = [
  [
    'links',
    'data.dds_backup_download_links',
    (scope, id) => new BackupDownloadLinks(scope, id, ids),
  ],
  ['backups', 'data.dds_backup', (scope, id) => Backup.fromLookup(scope, id)],
  ['queries', 'data.dds_backups', (scope, id) => new BackupQuery(scope, id)],
  [
    'ephemeral links',
    'ephemeral.dds_backup_download_links',
    (scope, id) => new EphemeralBackupDownloadLinks(scope, id, ids),
  ],
];

describe.each(kinds)('%s', (_, address, define) => {
  test('with the same address are rejected', () => {
    expect(() =>
      synth((stack) => {
        const scope = new Construct(stack, 'Default');
        define(scope, 'nightly.1');
        define(scope, 'nightly1');
      }),
    ).toThrow(
      `stack/Default/nightly.1 has the address ${address}.nightly1 in Terraform, and so has stack/Default/nightly1; the two would become one block: ` +
        'choose an id that differs in letters, digits, "-" or "_", the only characters kept in an address',
    );
  });

  test('renamed to the same address are rejected', () => {
    expect(() =>
      synth((stack) => {
        define(stack, 'one');
        const other = define(stack, 'other').node.defaultChild as TerraformDataSource;
        other.overrideLogicalId('one');
      }),
    ).toThrow(`stack/one has the address ${address}.one in Terraform, and so has stack/other`);
  });

  test('with different addresses are accepted', () => {
    expect(() =>
      synth((stack) => {
        define(stack, 'nightly-1');
        define(stack, 'nightly_1');
        define(new Construct(stack, 'nested'), 'nightly-1');
      }),
    ).not.toThrow();
  });

  test.each(['1st', '-x', 'Ü'])(
    'with the ID %j are rejected, because it is not a valid name',
    (id) => {
      expect(() => synth((stack) => define(stack, id))).toThrow(
        /stack\/.* would be named ".*" in Terraform, where names start with a letter or "_": choose another id/,
      );
    },
  );

  test('renamed to what is not a valid name are rejected', () => {
    expect(() =>
      synth((stack) => {
        const block = define(stack, 'first').node.defaultChild as TerraformDataSource;
        block.overrideLogicalId('first one');
      }),
    ).toThrow('stack/first would be named "first one" in Terraform');
  });

  test('with an ID that is not a valid name can be renamed', () => {
    expect(
      synth((stack) => {
        const block = define(stack, '1st').node.defaultChild as TerraformDataSource;
        block.overrideLogicalId('first');
      }),
    ).toContain('"first": {');
  });
});

test('a data source of the user with the same address is rejected', () => {
  expect(() =>
    synth((stack) => {
      new BackupQuery(stack, 'nightly.1');
      new TerraformDataSource(stack, 'nightly1', { terraformResourceType: 'dds_backups' });
    }),
  ).toThrow('stack/nightly.1 has the address data.dds_backups.nightly1 in Terraform, and so has');
});

test('blocks of the same name but another kind, or in a nested stack, are accepted', () => {
  expect(() =>
    synth((stack) => {
      new BackupQuery(stack, 'nightly');
      Backup.fromLookup(stack, 'Nightly');
      new BackupDownloadLinks(stack, 'links', ids);
      new EphemeralBackupDownloadLinks(new Construct(stack, 'ephemeral'), 'links', ids);
      const inner = new TerraformStack(stack, 'inner');
      new DdsProvider(inner, 'dds');
      new BackupQuery(inner, 'nightly');
    }),
  ).not.toThrow();
});
