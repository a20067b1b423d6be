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
  ['links', (props) => new BackupDownloadLinks(stack(), 'it', { ...ids, ...props })],
  ['a backup', (props) => Backup.fromLookup(stack(), 'it', props)],
  ['a backup by ID', (props) => Backup.fromBackupId(stack(), 'it', 'backup', props)],
  ['a query', (props) => new BackupQuery(stack(), 'it', props)],
];

const provisioners = [{ type: 'local-exec', command: 'x' }];
const connection = { type: 'ssh', host: 'x' };

test.each(dataSources)('%s take no provisioners, which would be dropped', (_, define) => {
  expect(() => define({ provisioners })).toThrow(
    'stack/it: provisioners is not supported for a data source, which is only read; use it on a TerraformResource, for example a terraform_data',
  );
  expect(() => define({ connection })).toThrow('stack/it: connection is not supported for a data');
});

test.each(dataSources)('%s take an empty list of them, which says nothing', (_, define) => {
  expect(() => define({ provisioners: [], connection: undefined })).not.toThrow();
});

test('ephemeral links take none either', () => {
  const define = (props: object) =>
    new EphemeralBackupDownloadLinks(stack(), 'it', { ...ids, ...props });
  expect(() => define({ provisioners })).toThrow(
    'stack/it: provisioners is not supported for an ephemeral block; use it on the resource that uses the links, for example a terraform_data',
  );
  expect(() => define({ provisioners: [] })).not.toThrow();
});
