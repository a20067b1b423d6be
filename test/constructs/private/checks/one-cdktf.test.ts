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

function stackOfAnotherCopy(name = 'cdktf'): Construct {
  let copy: typeof cdktf | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof cdktf>(name);
  });
  if (copy === undefined) throw new Error('no copy');
  return new (class MyStack extends copy.TerraformStack {})(copy.Testing.app(), 'stack');
}

const constructs: [string, (scope: Construct) => unknown][] = [
  ['a provider', (scope) => new DdsProvider(scope, 'it')],
  ['links', (scope) => new BackupDownloadLinks(scope, 'it', ids)],
  ['ephemeral links', (scope) => new EphemeralBackupDownloadLinks(scope, 'it', ids)],
  ['a backup', (scope) => Backup.fromLookup(scope, 'it')],
  ['a query', (scope) => new BackupQuery(scope, 'it')],
];

test.each(constructs)('%s in a stack of another copy of cdktf is rejected', (_, define) => {
  expect(() => define(stackOfAnotherCopy())).toThrow(
    /^stack\/it: there are two copies of cdktf, which do not work together\. The stack was created by the one in .*, but cdktf-huaweicloud-dds uses the one in \S+ \(cdktf 0\.\d+\.\d+\)\. Make "npm ls cdktf" show a single copy: run "npm dedupe"/,
  );
});

test('a stack of another copy in a bundle, which may rename classes, is rejected too', () => {
  const stack = stackOfAnotherCopy();
  const { constructor } = Object.getPrototypeOf(Object.getPrototypeOf(stack)) as object;
  Object.defineProperty(constructor, 'name', { value: 'e' });
  expect(() => new BackupQuery(stack, 'it')).toThrow(
    'stack/it: there are two copies of cdktf, which do not work together. The stack was created by the one in another location, but',
  );
});

test.each(constructs)('%s in a stack of CDK Terrain names the package for it', (_, define) => {
  expect(() => define(stackOfAnotherCopy('cdktn'))).toThrow(
    'stack/it: the stack was created by cdktn, but cdktf-huaweicloud-dds is for cdktf. Install cdktn-huaweicloud-dds instead of cdktf-huaweicloud-dds, and import the constructs from there',
  );
});
