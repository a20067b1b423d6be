import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { warningOfHiddenProvider } from '../../../../lib/constructs/private/carrying/cli-configuration';

let home: string;

beforeEach(() => {
  home = fs.mkdtempSync(path.join(tmpdir(), 'dds-home-'));
});

afterEach(() => fs.rmSync(home, { recursive: true }));

function write(file: string, text: string): string {
  const target = path.join(home, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
  return target;
}

const warning = (environment: Record<string, string> = {}) =>
  warningOfHiddenProvider('terraform.internal/huaweicloud/dds', { HOME: home, ...environment });

const mirrorOnly = 'provider_installation {\n  direct {}\n}\n';

test('a provider_installation block is reported with what to add', () => {
  const file = write('.terraformrc', mirrorOnly);
  expect(warning()?.replace(file, '~/.terraformrc')).toMatchInlineSnapshot(`
   "~/.terraformrc has a provider_installation block, so the engine will not find the provider that comes with this stack. Add to the block:
     filesystem_mirror {
       path    = "terraform.d/plugins"
       include = ["terraform.internal/*/*"]
     }
   and to every other method in it without an include:
       exclude = ["terraform.internal/*/*"]"
  `);
});

test('nothing is reported without a configuration, or if it does not configure installation', () => {
  expect(warning()).toBeUndefined();
  write(
    '.terraformrc',
    `plugin_cache_dir = "/cache" # provider_installation { direct {} }
     // provider_installation {}
     /* provider_installation {
     } */
     host "provider.example" { services = { x = "https://provider.example//provider/" } }`,
  );
  expect(warning()).toBeUndefined();
});

test.each([
  ['dev_overrides', 'dev_overrides { "terraform.internal/huaweicloud/dds" = "/x" }'],
  ['a mirror', 'filesystem_mirror { path = "p", include = ["terraform.internal/*/*"] }'],
])('a configuration that handles the provider with %s is not reported', (_, block) => {
  write('.terraformrc', `provider_installation {\n ${block}\n direct {}\n}`);
  expect(warning()).toBeUndefined();
});

test.each([
  'provider_installation { direct { exclude = ["example.com/*/*", "terraform.internal/*/*"] } }',
  'provider_installation {\n direct {\n exclude=["terraform.internal/*/*"]\n }\n}',
  '{ "provider_installation": { "direct": { "exclude":["terraform.internal/*/*"] } } }',
])('excluding the provider does not handle it: %j', (text) => {
  write('.terraformrc', text);
  expect(warning()).toBeDefined();
});

test('a configuration in JSON is read too', () => {
  write('.terraformrc', '{ "provider_installation": { "direct": {} } }');
  expect(warning()).toBeDefined();
});

test('a file named by the environment is the only one read', () => {
  const named = write('named.tfrc', mirrorOnly);
  expect(warning({ TF_CLI_CONFIG_FILE: named })).toContain(named);
  write('.terraformrc', mirrorOnly);
  expect(warning({ TF_CLI_CONFIG_FILE: write('empty.tfrc', '') })).toBeUndefined();
  expect(warning({ TF_CLI_CONFIG_FILE: path.join(home, 'missing') })).toBeUndefined();
});

test('an empty variable names no file', () => {
  const named = write('named.tfrc', mirrorOnly);
  expect(warning({ TF_CLI_CONFIG_FILE: '', TERRAFORM_CONFIG: named })).toContain(named);
});

test('what cannot be read is passed over', () => {
  expect(warning({ TF_CLI_CONFIG_FILE: home })).toBeUndefined();
  fs.mkdirSync(path.join(home, '.terraform.d/folder.tfrc'), { recursive: true });
  const file = write('.terraform.d/mirror.tfrc', mirrorOnly);
  expect(warning()).toContain(file);
  fs.rmSync(path.join(home, '.terraform.d'), { recursive: true });
  write('.terraform.d', 'no folder');
  expect(warning()).toBeUndefined();
});

test.each(['mirror.tfrc', 'mirror.tfrc.json'])('%s in the configuration folder is read', (name) => {
  const file = write(`.terraform.d/${name}`, mirrorOnly);
  expect(warning()).toContain(file);
});

test.each(['mirror.tfrc.bak', 'mirror_tfrc', 'mirror.tfrcjson'])(
  '%s in the configuration folder is not read',
  (name) => {
    write(`.terraform.d/${name}`, mirrorOnly);
    expect(warning()).toBeUndefined();
  },
);

test('OpenTofu reads .tofurc, else .terraformrc, else the file in the XDG folder', () => {
  const environment = { TERRAFORM_BINARY_NAME: '/usr/bin/tofu', XDG_CONFIG_HOME: home };
  const xdg = write('opentofu/tofurc', mirrorOnly);
  expect(warning()).toBeUndefined();
  expect(warning({ TERRAFORM_BINARY_NAME: 'tofu' })).toBeUndefined();
  expect(warning({ ...environment, TERRAFORM_BINARY_NAME: '/opt/tofu/terraform' })).toBeUndefined();
  expect(warning(environment)).toContain(xdg);
  const terraform = write('.terraformrc', mirrorOnly);
  expect(warning(environment)).toContain(terraform);
  write('.tofurc', '');
  expect(warning(environment)).toBeUndefined();
});
