/** Real `cdktf deploy` without any flag, in every situation that has broken a carried provider. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Project } from './project';
import { expectSuccess, Scratch } from './scratch';

jest.setTimeout(300_000);

let scratch: Scratch;
beforeAll(() => {
  scratch = new Scratch();
});
afterAll(() => scratch.remove());

test('one stack deploys, again, and is destroyed', async () => {
  const app = await scratch.project('one');
  const { version } = await app.install();
  expectSuccess(await app.deploy());
  expect(app.installedVersions()).toEqual([version]);
  const lock = app.lockFile();
  expectSuccess(await app.deploy());
  expect(app.lockFile()).toBe(lock);
  expectSuccess(await app.cdktf('destroy', '--auto-approve'));
});

test('a stack deploys after this package was upgraded', async () => {
  const app = await scratch.project('upgraded');
  const older = await app.install(1);
  expectSuccess(await app.deploy());
  const newer = await app.install(2);
  expect(newer.version).not.toBe(older.version);
  expectSuccess(await app.deploy());
  expect(app.installedVersions()).toContain(newer.version);
  expect(app.lockFile()).not.toContain(`"${older.version}"`);
});

test('with the plugin cache, a project deploys after the first one that used it was deleted', async () => {
  const first = await scratch.project('cached first');
  const other = await scratch.project('cached other');
  expectSuccess(await first.deploy());
  rmSync(path.join(first.folder, 'cdktf.out'), { recursive: true });
  expectSuccess(await other.deploy());
  expectSuccess(await other.engine(other.stackFolder(), 'plan'));
});

test('several stacks deploy from a custom output folder below a path with spaces and Unicode', async () => {
  const app = await scratch.project('pfad mit Länge 数据库', { output: 'out put' });
  app.describe({ first: {}, other: {} });
  expectSuccess(await app.deploy('first', 'other'));
  expect(app.installedVersions('first')).toHaveLength(1);
  expect(app.installedVersions('first')).toEqual(app.installedVersions('other'));
});

test('a CLI configuration that hides the provider is reported, and the proposed change helps', async () => {
  const strict = path.join(scratch.folder, 'strict home');
  mkdirSync(strict);
  const app = await Project.create(path.join(scratch.folder, 'hidden'), strict);
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
