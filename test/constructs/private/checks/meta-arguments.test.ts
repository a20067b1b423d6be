import { TerraformStack, Testing } from 'cdktf';
import {
  Backup,
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
