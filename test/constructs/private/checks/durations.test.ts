import { TerraformStack, Testing } from 'cdktf';
import {
  Backup,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';
import { durationInMilliseconds } from '../../../../lib/terraform-plugin/framework/duration';

const ids = { instanceId: 'instance', backupId: 'backup' };
const stack = () => new TerraformStack(Testing.app(), 'stack');

const places: readonly [string, string, (value: string) => unknown][] = [
  [
    'a timeout of links',
    'timeouts.read',
    (read) => new BackupDownloadLinks(stack(), 'it', { ...ids, timeouts: { read } }),
  ],
  [
    'a timeout of ephemeral links',
    'timeouts.open',
    (open) => new EphemeralBackupDownloadLinks(stack(), 'it', { ...ids, timeouts: { open } }),
  ],
  [
    'a timeout of a backup',
    'timeouts.read',
    (read) => Backup.fromLookup(stack(), 'it', { timeouts: { read } }),
  ],
  [
    'a timeout of a query',
    'timeouts.read',
    (read) => new BackupQuery(stack(), 'it', { timeouts: { read } }),
  ],
  [
    'the timeout of requests',
    'requestTimeout',
    (requestTimeout) => new DdsProvider(stack(), 'it', { requestTimeout }),
  ],
  [
    'a validity',
    'minimumValidity',
    (minimumValidity) => new BackupDownloadLinks(stack(), 'it', { ...ids, minimumValidity }),
  ],
  [
    'an ephemeral validity',
    'minimumValidity',
    (minimumValidity) =>
      new EphemeralBackupDownloadLinks(stack(), 'it', { ...ids, minimumValidity }),
  ],
];

const durations = ['30s', '10m', '1m30s', '0.1h', '500ms', '1.5m'];
const none = ['30', 's', '5 m', '-5m', '1d', '10M', '.5m', '1m-30s', 'soon'];

describe.each(places)('%s', (_, name, define) => {
  test.each([...durations, '${var.x}', ''])('can be %j', (value) => {
    expect(() => define(value)).not.toThrow();
  });

  test.each(none)('cannot be %j', (value) => {
    expect(() => define(value)).toThrow(
      `stack/it: ${name} must be a duration such as "30s", "10m" or "1m30s", got "${value}"`,
    );
  });

  test.each(['0s', '0m0.0s'])('cannot be %j, which is zero', (value) => {
    expect(() => define(value)).toThrow(
      `stack/it: ${name} must be longer than zero, got "${value}"`,
    );
  });
});

test.each(places.filter(([, name]) => name === 'minimumValidity'))(
  '%s is at most the 15 minutes for which a link is valid',
  (_, name, define) => {
    for (const value of ['15m', '900s', '0.25h']) expect(() => define(value)).not.toThrow();
    for (const value of ['15m1ms', '16m', '1h', '901s']) {
      expect(() => define(value)).toThrow(
        `stack/it: ${name} must be at most "15m", got "${value}"`,
      );
    }
  },
);

test.each([...durations, ...none])('the provider agrees on %j', (value) => {
  const provider = durationInMilliseconds(value) !== undefined;
  const construct = () => new BackupQuery(stack(), 'it', { timeouts: { read: value } });
  if (provider) expect(construct).not.toThrow();
  else expect(construct).toThrow('must be a duration');
});

test.each([
  [{ read: '5m' }, { read: '5m' }],
  [{}, undefined],
  [undefined, undefined],
])('the timeouts %j become the block %j', (timeouts, block) => {
  const scope = stack();
  new BackupDownloadLinks(scope, 'links', { ...ids, timeouts });
  const { data } = JSON.parse(Testing.synth(scope)) as {
    data: { dds_backup_download_links: { links: { timeouts?: object } } };
  };
  expect(data.dds_backup_download_links.links.timeouts).toEqual(block);
});
