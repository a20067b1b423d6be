import { TerraformStack, Testing } from 'cdktf';
import {
  Backup,
  BackupDownload,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';

/** As in a program whose types nothing checks. */
type Untyped = Record<string, unknown>;

const newStack = () => new TerraformStack(Testing.app(), 'stack');
const ids = { instanceId: 'instance', backupId: 'backup' };

test.each([
  ['instanceID', 'instanceId'],
  ['instance_id', 'instanceId'],
  ['backupTyp', 'backupType'],
  ['stauts', 'status'],
  ['modes', 'mode'],
  ['regoin', 'region'],
  ['descriptiom', 'description'],
  ['mostrecent', 'mostRecent'],
  ['waitForCompletoin', 'waitForCompletion'],
  ['provder', 'provider'],
])('a lookup with %s asks whether %s is meant', (name, meant) => {
  const props: Untyped = { [name]: 'x' };
  expect(() => Backup.fromLookup(newStack(), 'latest', props)).toThrow(
    `stack/latest: unknown prop ${name}; did you mean ${meant}?`,
  );
});

test.each<[string, string, (stack: TerraformStack, props: Untyped) => unknown]>([
  ['regionn', 'region', (stack, props) => new DdsProvider(stack, 'it', props)],
  ['for_each', 'forEach', (stack, props) => new BackupQuery(stack, 'it', props)],
  [
    'minimumvalidity',
    'minimumValidity',
    (stack, props) => new BackupDownloadLinks(stack, 'it', { ...ids, ...props }),
  ],
  [
    'timeout',
    'timeouts',
    (stack, props) => new EphemeralBackupDownloadLinks(stack, 'it', { ...ids, ...props }),
  ],
  [
    'retainOnDestory',
    'retainOnDestroy',
    (stack, props) => new BackupDownload(stack, 'it', { ...ids, directory: 'files', ...props }),
  ],
  [
    'fileName',
    'fileNames',
    (stack, props) =>
      Backup.fromLookup(stack, 'latest').download('it', { directory: 'files', ...props }),
  ],
])('%s in place of %s is refused by every construct', (name, meant, define) => {
  expect(() => define(newStack(), { [name]: 'x' })).toThrow(
    `it: unknown prop ${name}; did you mean ${meant}?`,
  );
});

test.each([
  ['is not like any prop', { owner: 'x', ids: 'x', '': 'x' }],
  ['is like one that is set', { region: 'eu-west-101', regions: ['eu-west-101'] }],
  ['is undefined', { instance_id: undefined }],
])('an object with a prop that %s is accepted', (_, props: Untyped) => {
  expect(() => Backup.fromLookup(newStack(), 'latest', props)).not.toThrow();
});
