import { TerraformStack, Testing } from 'cdktf';
import {
  Backup,
  BackupDownload,
  BackupDownloadLinks,
  BackupQuery,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };
const stack = () => new TerraformStack(Testing.app(), 'stack');

const dataSources: readonly [string, (props: object) => unknown][] = [
  ['download links', (props) => new BackupDownloadLinks(stack(), 'it', { ...ids, ...props })],
  ['a backup', (props) => Backup.fromLookup(stack(), 'it', props)],
  ['a backup by ID', (props) => Backup.fromBackupId(stack(), 'it', 'backup', props)],
  ['a query', (props) => new BackupQuery(stack(), 'it', props)],
];

const provisioners = [{ type: 'local-exec', command: 'x' }];
const connection = { type: 'ssh', host: 'x' };

test.each(dataSources)('provisioners of %s, which would be dropped, are rejected', (_, define) => {
  expect(() => define({ provisioners })).toThrow(
    'stack/it: provisioners is not supported for a data source, which is only read; use it on a TerraformResource, for example a terraform_data',
  );
  expect(() => define({ connection })).toThrow('stack/it: connection is not supported for a data');
});

test.each(dataSources)('an empty list of provisioners of %s is accepted', (_, define) => {
  expect(() => define({ provisioners: [], connection: undefined })).not.toThrow();
  expect(() => define({ provisioners: undefined, connection: null })).not.toThrow();
});

test('provisioners of ephemeral links are rejected, and an empty list is accepted', () => {
  const define = (props: object) =>
    new EphemeralBackupDownloadLinks(stack(), 'it', { ...ids, ...props });
  expect(() => define({ provisioners })).toThrow(
    'stack/it: provisioners is not supported for an ephemeral block; use it on the resource that uses the links, for example a terraform_data',
  );
  expect(() => define({ provisioners: [] })).not.toThrow();
});

describe('an argument of another type, as in an untyped program,', () => {
  const blocks: readonly [string, (props: object) => unknown][] = [
    ...dataSources,
    [
      'a download',
      (props) => new BackupDownload(stack(), 'it', { ...ids, directory: 'files', ...props }),
    ],
    [
      'ephemeral links',
      (props) => new EphemeralBackupDownloadLinks(stack(), 'it', { ...ids, ...props }),
    ],
  ];

  test.each(blocks)('is rejected for %s', (_, define) => {
    expect(() => define({ provider: 'dds.other' })).toThrow(
      'stack/it: provider must be a TerraformProvider, got "dds.other"',
    );
    expect(() => define({ dependsOn: new BackupQuery(stack(), 'query') })).toThrow(
      'stack/it: dependsOn must be a list, got stack/query',
    );
    expect(() => define({ timeouts: '5m' })).toThrow(
      'stack/it: timeouts must be an object, got "5m"',
    );
    expect(() => define({ provider: undefined, dependsOn: null, timeouts: null })).not.toThrow();
  });

  test.each(blocks)('is rejected for the conditions of %s', (_, define) => {
    for (const name of ['precondition', 'postcondition']) {
      expect(() => define({ lifecycle: { [name]: { condition: true } } })).toThrow(
        `stack/it: lifecycle.${name} must be a list, got {"condition":true}`,
      );
      expect(() => define({ lifecycle: { [name]: null } })).not.toThrow();
    }
  });

  test.each([
    ['a download', (props: object) => new BackupDownload(stack(), 'it', props as never)],
    ['a query', (props: object) => new BackupQuery(stack(), 'it', props)],
  ])('is rejected for forEach of %s', (_, define) => {
    expect(() => define({ ...ids, directory: 'files', forEach: ['a'] })).toThrow(
      'stack/it: forEach must be a TerraformIterator, got ["a"]',
    );
  });
});

describe('a lifecycle that only resources have', () => {
  const lifecycles = [
    { createBeforeDestroy: true },
    { preventDestroy: false },
    { ignoreChanges: 'all' },
    { replaceTriggeredBy: ['terraform_data.x'] },
  ];

  test.each(dataSources)('is rejected for %s', (_, define) => {
    for (const lifecycle of lifecycles) {
      expect(() => define({ lifecycle })).toThrow(
        `stack/it: lifecycle.${Object.keys(lifecycle).join()} is not supported for a data source, which takes only precondition and postcondition`,
      );
    }
    expect(() => define({ lifecycle: { ignoreChanges: undefined } })).not.toThrow();
  });

  test('is rejected for ephemeral links', () => {
    for (const lifecycle of lifecycles as object[]) {
      expect(() => new EphemeralBackupDownloadLinks(stack(), 'it', { ...ids, lifecycle })).toThrow(
        `stack/it: lifecycle.${Object.keys(lifecycle).join()} is not supported for an ephemeral block, which takes only`,
      );
    }
  });
});
