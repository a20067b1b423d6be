// Names in messages, as the program spells them. jsii says in JSII_AGENT which language that is.
import { TerraformStack, Testing } from 'cdktf';
import { Backup, BackupDownloadLinks, BackupQuery, DdsProvider } from '../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };
const agents = {
  TypeScript: undefined,
  Java: 'Java/17.0.13',
  Python: 'Python/3.11.2',
  Go: 'go1.26.1/linux/amd64',
  'unreleased Go': 'devel go1.28-4f6ab94/linux/amd64',
  '.NET': 'DotNet/8.0.1/.NETCoreApp',
};

function stackIn(language: keyof typeof agents): TerraformStack {
  const agent = agents[language];
  if (agent === undefined) delete process.env.JSII_AGENT;
  else process.env.JSII_AGENT = agent;
  return new TerraformStack(Testing.app(), 'myStack');
}
afterEach(() => delete process.env.JSII_AGENT);

describe.each<[keyof typeof agents, string, string]>([
  ['TypeScript', 'instanceId', 'assumeRoleWithOidc.idToken'],
  ['Java', 'instanceId', 'assumeRoleWithOidc.idToken'],
  [
    'Python',
    'instance_id (instanceId)',
    'assume_role_with_oidc.id_token (assumeRoleWithOidc.idToken)',
  ],
  ['Go', 'InstanceId (instanceId)', 'AssumeRoleWithOidc.IdToken (assumeRoleWithOidc.idToken)'],
  [
    'unreleased Go',
    'InstanceId (instanceId)',
    'AssumeRoleWithOidc.IdToken (assumeRoleWithOidc.idToken)',
  ],
  ['.NET', 'InstanceId (instanceId)', 'AssumeRoleWithOidc.IdToken (assumeRoleWithOidc.idToken)'],
])('%s', (language, instanceId, idToken) => {
  test('an error names the prop as the program does, and as the documentation does', () => {
    const props = { ...ids, instanceId: '' };
    expect(() => new BackupDownloadLinks(stackIn(language), 'myLinks', props)).toThrow(
      `myStack/myLinks: ${instanceId} must not be empty, got ""`,
    );
  });

  test('so does a warning', () => {
    const stack = stackIn(language);
    const provider = new DdsProvider(stack, 'dds', {
      assumeRoleWithOidc: { idToken: 'secret', roleUrn: 'urn' } as never,
    });
    expect(provider.node.metadata.map(({ data }) => String(data))).toContainEqual(
      expect.stringMatching(new RegExp(`^${idToken.replace(/[.()]/g, '\\$&')} is a secret`)),
    );
  });
});

test('a name of one word is spelled alike everywhere', () => {
  const props = { ...ids, region: 5 as never };
  expect(() => new BackupDownloadLinks(stackIn('Python'), 'links', props)).toThrow(
    'myStack/links: region must be a string',
  );
});

test.each<[keyof typeof agents, string]>([
  ['TypeScript', 'beginTime and endTime belong together'],
  ['Python', 'begin_time and end_time belong together'],
  ['Go', 'BeginTime and EndTime belong together'],
])(
  'names within a sentence are spelled as in %s, but nothing that the user wrote',
  (language, text) => {
    expect(
      () => new BackupQuery(stackIn(language), 'myQuery', { beginTime: '2026-01-31T15:04:05Z' }),
    ).toThrow(`myStack/myQuery: ${text}; set both or neither`);
  },
);

test('so are the calls that a message suggests', () => {
  const stack = stackIn('Python');
  new DdsProvider(stack, 'dds');
  const links = new BackupDownloadLinks(stack, 'links', ids);
  expect(links.downloadLink).toBeDefined();
  const written = Testing.synth(stack);
  expect(written).toContain('download_link (downloadLink) is for a backup with one file');
  expect(written).toContain('Choose one with files.named(name).download_link.');
  expect(() => Backup.fromLookup(stack, 'all', { forEach: {} } as object)).toThrow(
    'takes no for_each (forEach)',
  );
});
