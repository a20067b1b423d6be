import { TerraformStack, Testing, Token } from 'cdktf';
import {
  Backup,
  BackupDownload,
  BackupDownloadLinks,
  BackupQuery,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';
import { afterTest } from '../../../after-test';

/** As in a program whose types nothing checks. */
type Untyped = Record<string, unknown>;

/** As the compiler would not accept it. */
const untyped = (props: Untyped) => props as never;

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

test.each<[string, string, (stack: TerraformStack) => unknown]>([
  [
    'timeouts.raed',
    'timeouts.read',
    (stack) => Backup.fromLookup(stack, 'it', untyped({ timeouts: { raed: '5m' } })),
  ],
  [
    'timeouts.Read',
    'timeouts.read',
    (stack) => new BackupQuery(stack, 'it', untyped({ timeouts: { Read: '5m' } })),
  ],
  [
    'timeouts.reads',
    'timeouts.read',
    (stack) => new BackupDownloadLinks(stack, 'it', untyped({ ...ids, timeouts: { reads: '5m' } })),
  ],
  [
    'timeouts.opem',
    'timeouts.open',
    (stack) =>
      new EphemeralBackupDownloadLinks(stack, 'it', untyped({ ...ids, timeouts: { opem: '5m' } })),
  ],
  [
    'timeouts.craete',
    'timeouts.create',
    (stack) =>
      new BackupDownload(
        stack,
        'it',
        untyped({ ...ids, directory: 'files', timeouts: { craete: '5h', delete: '5m' } }),
      ),
  ],
  [
    'lifecycle.preventDestory',
    'lifecycle.preventDestroy',
    (stack) =>
      new BackupDownload(
        stack,
        'it',
        untyped({ ...ids, directory: 'files', lifecycle: { preventDestory: true } }),
      ),
  ],
  [
    'assumeRole[1].agency_name',
    'assumeRole[1].agencyName',
    (stack) =>
      new DdsProvider(
        stack,
        'it',
        untyped({ assumeRole: [{ agencyName: 'first' }, { agency_name: 'second' }] }),
      ),
  ],
  [
    'assumeRoleWithOidc.idpID',
    'assumeRoleWithOidc.idpId',
    (stack) => new DdsProvider(stack, 'it', untyped({ assumeRoleWithOidc: { idpID: 'idp' } })),
  ],
  [
    'prefx',
    'prefix',
    (stack) => new BackupDownloadLinks(stack, 'it', ids).exportOutputs(untyped({ prefx: 'links' })),
  ],
])('%s is refused where %s is meant', (name, meant, define) => {
  expect(() => define(newStack())).toThrow(
    `stack/it: unknown prop ${name}; did you mean ${meant}?`,
  );
});

test('in the names of Python, an object in an object is spelled like any other', () => {
  process.env.JSII_AGENT = 'Python/3.12';
  afterTest(() => delete process.env.JSII_AGENT);
  const props = untyped({ assumeRoleWithOidc: { idToken_file: '/token' } });
  expect(() => new DdsProvider(newStack(), 'it', props)).toThrow(
    'did you mean assume_role_with_oidc.id_token_file (assumeRoleWithOidc.idTokenFile)?',
  );
});

test('what is only known to the engine, or missing, is not looked into', () => {
  const roles = Token.asAny('${local.roles}');
  expect(() => new DdsProvider(newStack(), 'it', untyped({ assumeRole: roles }))).not.toThrow();
  const none = untyped({ timeouts: null, lifecycle: undefined });
  expect(() => new BackupQuery(newStack(), 'it', none)).not.toThrow();
});

test.each([
  ['is not like any prop', { owner: 'x', ids: 'x', '': 'x' }],
  ['repeats the name of one', { regionregion: 'x' }],
  ['is like one that is set', { region: 'eu-west-101', regions: ['eu-west-101'] }],
  ['is undefined', { instance_id: undefined }],
])('an object with a prop that %s is accepted', (_, props: Untyped) => {
  expect(() => Backup.fromLookup(newStack(), 'latest', props)).not.toThrow();
});

test.each<[string, (stack: TerraformStack, props: never) => unknown]>([
  ['a provider', (stack, props) => new DdsProvider(stack, 'it', props)],
  ['download links', (stack, props) => new BackupDownloadLinks(stack, 'it', props)],
  ['a download', (stack, props) => new BackupDownload(stack, 'it', props)],
  ['a lookup', (stack, props) => Backup.fromLookup(stack, 'it', props)],
  ['outputs', (stack, props) => new BackupDownloadLinks(stack, 'it', ids).exportOutputs(props)],
])('%s without props as an object names the construct', (_, define) => {
  expect(() => define(newStack(), null as never)).toThrow(
    'stack/it: props must be an object, got null',
  );
  expect(() => define(newStack(), 'x' as never)).toThrow(
    'stack/it: props must be an object, got "x"',
  );
});

test('links without any props name the construct', () => {
  const Links = BackupDownloadLinks as unknown as new (...args: unknown[]) => BackupDownloadLinks;
  expect(() => new Links(newStack(), 'it')).toThrow(
    'stack/it: props must be an object, got nothing',
  );
  const links = new BackupDownloadLinks(newStack(), 'it', ids) as unknown as {
    exportOutputs(): void;
  };
  expect(() => links.exportOutputs()).toThrow('stack/it: props must be an object, got nothing');
});
