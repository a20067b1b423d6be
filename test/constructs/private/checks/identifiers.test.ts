import { TerraformStack, Testing } from 'cdktf';
import {
  Backup,
  BackupDownload,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';
import { wrongBackupId, wrongInstanceId } from '../../../../lib/huaweicloud/dds/dds-ids';
import { wrongId, wrongRegion } from '../../../../lib/huaweicloud/settings/identifiers';

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

  const refuses = (define: () => unknown) => {
    try {
      define();
      return false;
    } catch {
      return true;
    }
  };
  const places = [
    ...['eu-west-101', 'EU', 'r', '1', 'a_b', ' eu-west-101 ', 'x'.repeat(64), 'x'.repeat(65)],
    ...['..', '-a', 'a-', '_a', 'a b', 'a/b', 'a.b', 'ä', 'eu\u2011west', 'a?b', '%2e'],
  ];

  test.each(places)('whether %j can be a region, or the ID of a project', (text) => {
    expect({
      region: refuses(() => new DdsProvider(stack(), 'it', { region: text })),
      projectId: refuses(() => new DdsProvider(stack(), 'it', { projectId: text })),
    }).toEqual({
      region: wrongRegion(text.trim()) !== undefined,
      projectId: wrongId(text.trim()) !== undefined,
    });
  });
});

test.each<[string, (place: { region?: string; projectId?: string }) => unknown]>([
  ['the provider', (place) => new DdsProvider(stack(), 'it', place)],
  ['a query', (place) => new BackupQuery(stack(), 'it', place)],
  ['a lookup', (place) => Backup.fromLookup(stack(), 'it', place)],
  ['a backup by ID', (place) => Backup.fromBackupId(stack(), 'it', 'b', place)],
  ...[BackupDownloadLinks, EphemeralBackupDownloadLinks, BackupDownload].map(
    (Kind) =>
      [
        Kind.name,
        (place: object) =>
          new Kind(stack(), 'it', { instanceId: 'i', backupId: 'b', directory: 'd', ...place }),
      ] as [string, (place: object) => unknown],
  ),
])('a region or a project that cannot be one is rejected for %s', (_, define) => {
  expect(() => define({ region: 'eu west' })).toThrow(
    'stack/it: region must be a region such as "eu-west-101", got "eu west"',
  );
  expect(() => define({ projectId: '../x' })).toThrow(
    'stack/it: projectId must consist of up to 64 letters, digits, "-" and "_", got "../x"',
  );
  expect(() => define({ region: '${var.region}', projectId: '${var.project}' })).not.toThrow();
});
