import { TerraformStack, Testing } from 'cdktf';
import { Backup, BackupDownloadLinks, EphemeralBackupDownloadLinks } from '../../../../lib';
import { wrongBackupId, wrongInstanceId } from '../../../../lib/huaweicloud/dds/dds-ids';

const instance = '0123456789abcdef0123456789abcdefin02';
const backup = '0123456789abcdef0123456789abcdefbr02';
const stack = () => new TerraformStack(Testing.app(), 'stack');

test.each<[string, (instanceId: string, backupId: string) => unknown]>([
  [
    'links',
    (instanceId, backupId) => new BackupDownloadLinks(stack(), 'it', { instanceId, backupId }),
  ],
  [
    'ephemeral links',
    (instanceId, backupId) =>
      new EphemeralBackupDownloadLinks(stack(), 'it', { instanceId, backupId }),
  ],
  [
    'a lookup',
    (instanceId, backupId) => Backup.fromLookup(stack(), 'it', { instanceId, backupId }),
  ],
  [
    'a backup by ID',
    (instanceId, backupId) => Backup.fromBackupId(stack(), 'it', backupId, { instanceId }),
  ],
])('swapped IDs for %s are rejected', (_, define) => {
  expect(() => define(backup, instance)).toThrow(
    `stack/it: instanceId "${backup}" is the ID of a backup and backupId "${instance}" is the ID of an instance; perhaps instanceId and backupId are swapped`,
  );
  expect(() => define(backup, backup)).toThrow(`instanceId "${backup}" is the ID of a backup;`);
  expect(() => define('${var.x}', instance)).toThrow(`backupId "${instance}" is the ID of an`);
});

test.each([
  [instance, backup],
  ['instance', 'backup'],
  ['some-br02', 'other-in02'],
  [`x${backup}`, `x${instance}`],
  ['${var.x}', backup],
])('the IDs %s and %s are left to the API', (instanceId, backupId) => {
  expect(() => new BackupDownloadLinks(stack(), 'it', { instanceId, backupId })).not.toThrow();
});

describe('the constructs and the provider agree', () => {
  const hex = '0123456789abcdef0123456789abcdef';
  const samples = [
    ...[instance, backup, instance.toUpperCase(), backup.toUpperCase(), hex, `${hex}xx02`],
    ...['x', 'a_b-c', 'x'.repeat(64), 'x'.repeat(65), `${hex}in2`, `x${hex}br02`, `${hex}br022`],
    ...[
      '../etc',
      'a b',
      ' a',
      'a/b',
      'ä',
      'a\u200b',
      'a.b',
      'a\n',
      '$',
      '%24',
      'some-in02',
      'br02',
    ],
  ];

  test.each(samples)('whether %j can be the ID of an instance, or of a backup', (id) => {
    const isRefused = (ids: { instanceId: string; backupId: string }) => {
      try {
        new BackupDownloadLinks(stack(), 'it', ids);
        return false;
      } catch {
        return true;
      }
    };
    expect({
      instance: isRefused({ instanceId: id, backupId: 'x' }),
      backup: isRefused({ instanceId: 'x', backupId: id }),
    }).toEqual({
      instance: wrongInstanceId(id) !== undefined,
      backup: wrongBackupId(id) !== undefined,
    });
  });
});
