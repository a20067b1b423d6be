/** Constructs and provider declare settings and attributes each by itself: here they are compared. */
import { TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Backup, BackupDownload, BackupDownloadLinks, BackupQuery, DdsProvider } from '../../lib';
import { type Prop, propsOf, snakeCase } from './declared-props';
import { argumentsOf, type Attributes, attributesOf, pathsOf, schemas } from './provider-schema';

const provider = schemas.provider.block;
const backups = schemas.data_source_schemas.dds_backups!.block.attributes;
const links = schemas.data_source_schemas.dds_backup_download_links!.block.attributes;
const listed = backups.backups!.nested_type!.attributes;
const files = links.files!.nested_type!.attributes;
const download = schemas.resource_schemas.dds_backup_download!.block;

const sorted = (names: Iterable<string>) => [...names].sort();
const without = (names: Iterable<string>, ...others: readonly string[]) =>
  sorted(names).filter((name) => !others.includes(name));

const settings: readonly [string, Map<string, Prop>, Attributes][] = [
  [
    'DdsProviderProps',
    propsOf('dds-provider-props.ts', 'DdsProviderProps'),
    attributesOf(provider),
  ],
  ['AssumeRole', propsOf('assume-role.ts', 'AssumeRole'), attributesOf(provider, 'assume_role')],
  [
    'AssumeRoleWithOidc',
    propsOf('assume-role.ts', 'AssumeRoleWithOidc'),
    attributesOf(provider, 'assume_role_with_oidc'),
  ],
];

const variablesIn = (text: string) => text.match(/\b(?:HW|OS)_\w+/g) ?? [];

describe('the settings of the provider', () => {
  const each = settings.flatMap(([struct, props, attributes]) =>
    Object.entries(attributes).map(
      ([name, attribute]) => [struct, name, props.get(name), attribute] as const,
    ),
  );

  test('are the props of DdsProvider, which has an alias besides', () => {
    const [[, props, attributes], ...blocks] = settings as [
      (typeof settings)[0],
      ...typeof settings,
    ];
    const names = [...Object.keys(attributes), ...Object.keys(provider.block_types!)];
    expect(without(props.keys(), 'alias')).toEqual(sorted(names));
    for (const [, ofBlock, within] of blocks) {
      expect(sorted(ofBlock.keys())).toEqual(sorted(Object.keys(within)));
    }
  });

  test.each(each)(
    '%s and the schema name the same environment variables for %s',
    (_, __, prop, { description }) => {
      expect(variablesIn(prop!.docstring)).toEqual(variablesIn(description));
    },
  );

  test.each(each)('%s and the schema agree whether %s has an effect', (_, __, prop, attribute) => {
    const saysNone = (text: string) => /\bno effect\b|\bwithout effect\b/.test(text);
    expect(saysNone(prop!.docstring)).toBe(saysNone(attribute.description));
  });

  test.each(each)('%s and the schema agree on the type of %s', (_, __, prop, { type }) => {
    const types: Record<string, string> = {
      string: 'string',
      number: 'number',
      bool: 'boolean | IResolvable',
      'map,string': 'Readonly<Record<string, string>>',
    };
    expect(prop!.type).toBe(types[String(type)]);
  });

  test.each(each.filter(([, , , { description }]) => /Defaults to `[^`]+`\./.test(description)))(
    '%s and the schema name the same default of %s',
    (_, __, prop, { description }) => {
      const [, value = ''] = /Defaults to `([^`]+)`\./.exec(description) ?? [];
      expect(prop!.docstring.slice(prop!.docstring.indexOf('@default'))).toContain(value);
    },
  );

  test('are reported as literal secrets if the schema calls them sensitive, with the variable to use', () => {
    const literals = Object.fromEntries(
      Object.keys(provider.attributes)
        .filter((name) => provider.attributes[name]!.type === 'string')
        .map((name) => [camelCase(name), name === 'key' ? '-----BEGIN KEY-----' : '1s']),
    );
    const [role, oidc] = ['assume_role', 'assume_role_with_oidc'].map((name) =>
      Object.fromEntries(
        Object.keys(attributesOf(provider, name)).map((at) => [camelCase(at), '1']),
      ),
    );
    const stack = new TerraformStack(Testing.app(), 'stack');
    const { node } = new DdsProvider(stack, 'dds', {
      ...literals,
      alias: 'alias',
      assumeRole: [role as object],
      assumeRoleWithOidc: oidc as object,
    });
    const warning = String(node.metadata.find(({ type }) => type === '@cdktf/warn')?.data);
    const [, named = '', variables = ''] = /^(.*) are secrets .* and set (.*), or pass/.exec(
      warning,
    )!;
    const sensitive = [
      ...Object.entries(attributesOf(provider)),
      ...['assume_role', 'assume_role_with_oidc'].flatMap((block) =>
        Object.entries(attributesOf(provider, block)).map(
          ([name, attribute]) => [`${block}.${name}`, attribute] as const,
        ),
      ),
    ].filter(([, attribute]) => attribute.sensitive === true);
    expect(sorted(named.split(', ').map(snakeCase))).toEqual(
      sorted(sensitive.map(([name]) => name)),
    );
    expect(sorted(variables.split(', '))).toEqual(
      sorted(sensitive.map(([, { description }]) => variablesIn(description)[0]!)),
    );
  });
});

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Properties that are no attribute of the block. */
const DERIVED = ['fqn', 'checksums', 'localPath'];

describe('what the provider returns', () => {
  let stack: TerraformStack;
  beforeEach(() => {
    stack = new TerraformStack(Testing.app(), 'stack');
  });

  /** The path below `parent` of each attribute that a getter or, without getters, a property of an object refers to. */
  function referencesOf(object: object, parent: string): string[] {
    const descriptors = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object) as object);
    const getters = Object.entries(descriptors).filter(
      ([, descriptor]) => descriptor.get !== undefined,
    );
    const names = getters.length > 0 ? getters.map(([name]) => name) : Object.keys(object);
    const values = names.map((name) => [name, object[name as keyof object] as unknown] as const);
    new TerraformOutput(stack, 'values', {
      value: values
        .filter(([name, value]) => !DERIVED.includes(name) && typeof value === 'string')
        .map(([, value]) => value),
    });
    const { output } = JSON.parse(Testing.synth(stack)) as {
      output: { values: { value: string[] } };
    };
    return output.values.value.map((text) => {
      expect(text.startsWith(`\${${parent}.`)).toBe(true);
      return text.slice(`\${${parent}.`.length, -1);
    });
  }

  test('of a backup in a list is what ListedBackup has', () => {
    const backup = new BackupQuery(stack, 'it').backups.get(0);
    expect(sorted(referencesOf(backup, 'data.dds_backups.it.backups[0]'))).toEqual(
      sorted(pathsOf(listed)),
    );
  });

  test('of one backup is what Backup has, and the same as in a list', () => {
    const one = schemas.data_source_schemas.dds_backup!.block.attributes;
    const paths = sorted(referencesOf(Backup.fromLookup(stack, 'it'), 'data.dds_backup.it'));
    expect(paths).toEqual(sorted(pathsOf(listed)));
    expect(pathsOf(one)).toEqual(expect.arrayContaining(paths));
    const computedOnly = Object.keys(one).filter((name) => !argumentsOf(one).includes(name));
    expect(Object.keys(listed)).toEqual(expect.arrayContaining(computedOnly));
  });

  test('of a downloaded file is what DownloadedFile has', () => {
    const ids = { instanceId: 'i', backupId: 'b', directory: '/d' };
    const file = new BackupDownload(stack, 'it', ids).files.get(0);
    expect(sorted(referencesOf(file, 'dds_backup_download.it.files[0]'))).toEqual(
      sorted(pathsOf(download.attributes.files!.nested_type!.attributes)),
    );
  });

  test('of a file is what BackupFile has, and all but the link what exportOutputs shows', () => {
    const backup = new BackupDownloadLinks(stack, 'it', { instanceId: 'i', backupId: 'b' });
    const file = `data.dds_backup_download_links.it.files[0]`;
    expect(sorted(referencesOf(backup.files.get(0), file))).toEqual(sorted(pathsOf(files)));

    const exporting = new TerraformStack(Testing.app(), 'stack');
    new BackupDownloadLinks(exporting, 'it', { instanceId: 'i', backupId: 'b' }).exportOutputs({
      prefix: 'it',
    });
    const { output } = JSON.parse(Testing.synth(exporting)) as {
      output: { it_files: { value: string } };
    };
    const seen = Object.keys(files).filter((name) => files[name]!.sensitive !== true);
    expect(
      sorted([...output.it_files.value.matchAll(/(\w+) = file\.\1\b/g)].map(([, at]) => at!)),
    ).toEqual(sorted(seen));
  });
});

describe('what the provider accepts', () => {
  const types = schemas.data_source_schemas;
  const backupFilter = [...propsOf('backup-filter.ts', 'BackupFilter').keys()];
  const declared = (file: string, ...interfaces: readonly string[]) =>
    interfaces.flatMap((name) => [...propsOf(file, name).keys()]);

  test.each([
    [
      'BackupQuery',
      [...backupFilter, ...declared('backup-query.ts', 'BackupQueryProps')],
      types.dds_backups!,
    ],
    [
      'Backup',
      [...backupFilter, ...declared('backup-lookup.ts', 'BackupLookupProps')],
      types.dds_backup!,
    ],
    [
      'BackupDownloadLinks',
      declared(
        'backup-download-links.ts',
        'BackupDownloadLinksOptions',
        'BackupDownloadLinksProps',
      ).map((name) => (name === 'read_during_apply' ? 'read_trigger' : name)),
      types.dds_backup_download_links!,
    ],
    [
      'EphemeralBackupDownloadLinks',
      declared(
        'ephemeral-backup-download-links.ts',
        'EphemeralBackupDownloadLinksOptions',
        'EphemeralBackupDownloadLinksProps',
      ),
      schemas.ephemeral_resource_schemas.dds_backup_download_links!,
    ],
    [
      'BackupDownload',
      declared('backup-download.ts', 'BackupDownloadOptions', 'BackupDownloadProps'),
      { block: download },
    ],
  ])('is what the props of %s are', (_, props, { block }) => {
    expect(sorted(props)).toEqual(
      sorted([...argumentsOf(block.attributes), ...Object.keys(block.block_types ?? {})]),
    );
  });
});

describe('BackupDownload names', () => {
  test('the timeouts of the provider, with their defaults', () => {
    const timeouts = attributesOf(download, 'timeouts');
    const props = propsOf('backup-download.ts', 'BackupDownloadTimeouts');
    expect(sorted(props.keys())).toEqual(sorted(Object.keys(timeouts)));
    for (const [name, { description }] of Object.entries(timeouts)) {
      const [, limit] = /Defaults to `([^`]+)`/.exec(description)!;
      expect(props.get(name)!.docstring).toContain(`@default "${limit!}"`);
    }
  });

  test('the defaults of the provider', () => {
    const props = propsOf('backup-download.ts', 'BackupDownloadOptions');
    for (const [name, { description }] of Object.entries(download.attributes)) {
      const [, value] = /Defaults to `?(\w+)`?\.$/.exec(description) ?? [];
      if (value === undefined) continue;
      expect(props.get(name)!.docstring).toMatch(new RegExp(`@default "?${value}"?\\n`));
    }
  });
});
