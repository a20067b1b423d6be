import type * as cdktf from 'cdktf';
import { type Construct } from 'constructs';
import {
  Backup,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

function stackOfAnotherCopy(): Construct {
  let copy: typeof cdktf | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof cdktf>('cdktf');
  });
  if (copy === undefined) throw new Error('no copy');
  return new (class MyStack extends copy.TerraformStack {})(copy.Testing.app(), 'stack');
}

test.each<[string, (scope: Construct) => unknown]>([
  ['a provider', (scope) => new DdsProvider(scope, 'it')],
  ['links', (scope) => new BackupDownloadLinks(scope, 'it', ids)],
  ['ephemeral links', (scope) => new EphemeralBackupDownloadLinks(scope, 'it', ids)],
  ['a backup', (scope) => Backup.fromLookup(scope, 'it')],
  ['a query', (scope) => new BackupQuery(scope, 'it')],
])('%s in a stack of another copy of cdktf is rejected', (_, define) => {
  expect(() => define(stackOfAnotherCopy())).toThrow(
    /^stack\/it: there are two copies of cdktf, which do not work together\. The stack was created by the one in .*, but cdktf-huaweicloud-dds uses the one in .*cdktf.*\. Make "npm ls cdktf" show a single copy: run "npm dedupe"/,
  );
});
