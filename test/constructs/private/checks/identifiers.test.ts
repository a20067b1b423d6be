import { TerraformStack, Testing } from 'cdktf';
import { Backup, BackupDownloadLinks, EphemeralBackupDownloadLinks } from '../../../../lib';

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
  expect(() => define('some-br02', 'other-in02')).toThrow('are swapped');
  expect(() => define(backup, backup)).toThrow(`instanceId "${backup}" is the ID of a backup;`);
  expect(() => define('${var.x}', instance)).toThrow(`backupId "${instance}" is the ID of an`);
});

test.each([
  [instance, backup],
  ['instance', 'backup'],
  ['some-br02', 'backup'],
  ['${var.x}', backup],
])('the IDs %s and %s are left to the API', (instanceId, backupId) => {
  expect(() => new BackupDownloadLinks(stack(), 'it', { instanceId, backupId })).not.toThrow();
});
