/** Real `cdktf deploy` without any flag, in every situation that has broken a carried provider. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Project, type Ran } from './carrying/project';
import { provideRenamed, provideTime } from './carrying/second-provider';

jest.setTimeout(300_000);

const second = 'terraform.internal/acme/second';

let scratch: string;
let home: string;

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'dds-carrying-'));
  home = path.join(scratch, 'home');
  mkdirSync(home);
  await provideRenamed(home, second, ['1.0.0', '1.1.0', '2.0.0']);
});

afterAll(() => rmSync(scratch, { recursive: true }));

const project = (name: string, config?: Record<string, string>) =>
  Project.create(path.join(scratch, name), home, config);

function expectSuccess({ code, output }: Ran): void {
  // On failure, the output shows why.
  expect(code === 0 ? 0 : output).toBe(0);
}

test('one stack deploys, again, and is destroyed', async () => {
  const app = await project('one');
  const { version } = await app.install();
  expectSuccess(await app.deploy());
  expect(app.installedVersions()).toEqual([version]);
  const lock = app.lockFile();
  expectSuccess(await app.deploy());
  expect(app.lockFile()).toBe(lock);
  expectSuccess(await app.cdktf('destroy', '--auto-approve'));
});

test('several stacks deploy', async () => {
  const app = await project('several');
  app.describe({ first: {}, other: {} });
  expectSuccess(await app.deploy('first', 'other'));
  expect(app.installedVersions('first')).toEqual(app.installedVersions('other'));
});

test.each([
  ['an exact version', '1.1.0', '1.1.0'],
  ['a ranged version', '~> 1.0', '1.1.0'],
  ['a version that cdktf-cli cannot match itself', '> 1.0, < 2.0', '1.1.0'],
])('a stack deploys beside a second provider with %s', async (name, version, chosen) => {
  const app = await project(name);
  app.describe({ stack: { second: { source: second, version } } });
  expectSuccess(await app.deploy());
  expectSuccess(await app.deploy());
  expect(app.lockFile()).toMatch(new RegExp(`"${second}" {\\n  version +=  ?"${chosen}"`));
});

test('a stack deploys after the version of its second provider was raised', async () => {
  const app = await project('raised');
  app.describe({ stack: { second: { source: second, version: '1.0.0' } } });
  expectSuccess(await app.deploy());
  app.describe({ stack: { second: { source: second, version: '2.0.0' } } });
  expectSuccess(await app.deploy());
  expect(app.lockFile()).toContain('version     = "2.0.0"');
});

test('a locked second provider stays at its version while the stack still allows it', async () => {
  const app = await project('locked');
  app.describe({ stack: { second: { source: second, version: '1.0.0' } } });
  expectSuccess(await app.deploy());
  app.describe({ stack: { second: { source: second, version: '>= 1.0' } } });
  expectSuccess(await app.deploy());
  expect(app.lockFile()).toContain('version     = "1.0.0"');
});

test('a stack deploys after this package was upgraded', async () => {
  const app = await project('upgraded');
  const older = await app.install(1);
  expectSuccess(await app.deploy());
  const newer = await app.install(2);
  expect(newer.version).not.toBe(older.version);
  expectSuccess(await app.deploy());
  expect(app.installedVersions()).toContain(newer.version);
  expect(app.lockFile()).not.toContain(older.version);
});

test('with the plugin cache, a project deploys after the first one that used it was deleted', async () => {
  const first = await project('cached first');
  const other = await project('cached other');
  expectSuccess(await first.deploy());
  rmSync(path.join(first.folder, 'cdktf.out'), { recursive: true });
  expectSuccess(await other.deploy());
  expectSuccess(await other.engine(other.stackFolder(), 'plan'));
});

test('a stack deploys from a custom output folder below a path with spaces and Unicode', async () => {
  const app = await project('pfad mit Länge 数据库', { output: 'out put' });
  expectSuccess(await app.deploy());
  expect(app.installedVersions()).toHaveLength(1);
});

test('the plain engine initializes and plans what plain node synthesizes', async () => {
  const app = await project('plain');
  expectSuccess(await app.node());
  const lock = app.lockFile();
  expectSuccess(await app.engine(app.stackFolder(), 'init'));
  expectSuccess(await app.engine(app.stackFolder(), 'plan'));
  expect(app.lockFile()).toContain(lock);
});

test('the plain engine initializes and validates what Testing.fullSynth synthesizes', async () => {
  const app = await project('full synth');
  const { code, output } = await app.node('full-synth');
  expectSuccess({ code, output });
  const folder = path.join(output.trim(), 'stacks/stack');
  expectSuccess(await app.engine(folder, 'init'));
  expectSuccess(await app.engine(folder, 'validate'));
  rmSync(output.trim(), { recursive: true });
});

test('several synths at once leave a stack that deploys', async () => {
  const app = await project('at once');
  const synths = await Promise.all([app.node(), app.node(), app.node()]);
  synths.forEach(expectSuccess);
  expectSuccess(await app.engine(app.stackFolder(), 'init'));
});

test('a CLI configuration that hides the provider is reported, and the proposed change helps', async () => {
  const strict = path.join(scratch, 'strict home');
  mkdirSync(strict);
  const app = await Project.create(path.join(scratch, 'hidden'), strict);
  const configuration = path.join(strict, '.terraformrc');
  writeFileSync(configuration, 'provider_installation {\n  direct {}\n}\n');
  expect((await app.cdktf('synth')).output).toContain(
    `${configuration} has a provider_installation`,
  );
  writeFileSync(
    configuration,
    `provider_installation {
      filesystem_mirror {
        path    = "terraform.d/plugins"
        include = ["terraform.internal/*/*"]
      }
      direct {
        exclude = ["terraform.internal/*/*"]
      }
    }`,
  );
  const deployed = await app.deploy();
  expectSuccess(deployed);
  expect(deployed.output).not.toContain('has a provider_installation');
});

test('an engine that runs without Node shows the reason and the next step', async () => {
  const app = await project('without node');
  expectSuccess(await app.node());
  expectSuccess(await app.engine(app.stackFolder(), 'init'));
  const { code, output } = await app.engineAlone(app.stackFolder(), 'plan', '-no-color');
  expect(code).toBe(1);
  expect(output.replace(/[\s│]+/g, ' ')).toContain(
    'needs Node.js 20.18.1 or newer, and there is no `node` on the PATH of the process that runs it. Install Node.js',
  );
});

describe('beside a provider of a public registry, hashicorp/time', () => {
  test('a stack deploys, and deploys after its version was raised', async () => {
    if (!provideTime(home, ['0.13.1', '0.14.2'])) {
      console.warn('skipped: Go could not install terraform-provider-time');
      return;
    }
    const app = await project('time');
    const time = (version: string) => ({
      stack: { second: { source: 'registry.terraform.io/hashicorp/time', version } },
    });
    app.describe(time('~> 0.13.0'));
    expectSuccess(await app.deploy());
    expect(app.lockFile()).toContain('version     = "0.13.1"');
    app.describe(time('0.14.2'));
    expectSuccess(await app.deploy());
    expect(app.lockFile()).toContain('version     = "0.14.2"');
  });
});
