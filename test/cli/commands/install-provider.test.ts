import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ddsBackup } from '../command';
import { scratchDirectory } from '../scratch';

interface Installed {
  readonly source: string;
  readonly version: string;
  readonly directory: string;
  readonly packages: readonly string[];
  readonly configuration: string;
  readonly cli_configuration: string;
}

/** What `terraform init` prints about this configuration, with this home and CLI configuration. */
function initialized(configuration: string, home: string, cliConfiguration?: string) {
  const folder = scratchDirectory();
  writeFileSync(path.join(folder, 'main.tf'), configuration);
  const file = path.join(folder, 'cli.tfrc');
  if (cliConfiguration !== undefined) writeFileSync(file, cliConfiguration);
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    CHECKPOINT_DISABLE: '1',
    ...(cliConfiguration !== undefined && { TF_CLI_CONFIG_FILE: file }),
  };
  const engine = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';
  return new Promise<string>((resolve) => {
    execFile(engine, ['init', '-no-color'], { cwd: folder, env }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

test('a plain init finds the installed provider with the printed configuration alone', async () => {
  const home = scratchDirectory();
  const { stdout } = await ddsBackup(['provider', 'install', '--json'], { env: { HOME: home } });
  const { source, version, directory, configuration } = JSON.parse(stdout) as Installed;
  expect(directory).toBe(path.join(home, '.terraform.d', 'plugins'));
  const output = await initialized(configuration, home);
  expect(output).toContain(`Installed ${source} v${version}`);
});

test('with a block provider_installation, init needs the printed CLI configuration', async () => {
  const home = scratchDirectory();
  // The characters of templates in HCL are ordinary ones in a path.
  const directory = path.join(scratchDirectory(), 'a "mirror" ${x} %{y}');
  const args = ['provider', 'install', '--directory', directory, '--json'];
  const { stdout } = await ddsBackup(args, { env: { HOME: home } });
  const { configuration, cli_configuration, source } = JSON.parse(stdout) as Installed;
  const output = await initialized(configuration, home, cli_configuration);
  expect(output).toContain(`Installed ${source}`);
});

test('without --json the same configurations are shown, and where the provider is', async () => {
  const directory = scratchDirectory();
  const args = ['provider', 'install', '--directory', directory];
  const { stdout, stderr, exitCode } = await ddsBackup(args);
  const asJson = JSON.parse((await ddsBackup([...args, '--json'])).stdout) as Installed;
  expect(exitCode).toBe(0);
  expect(stdout).toContain(asJson.configuration);
  expect(stdout).toContain(asJson.cli_configuration);
  expect(stderr).toBe(`The provider ${asJson.source} ${asJson.version} is in ${directory}.\n`);
  const folder = path.join(directory, 'terraform.internal', 'huaweicloud', 'dds');
  expect(readdirSync(folder).sort()).toEqual([...asJson.packages].sort());
});

test('the comment of the CLI configuration says when it is needed', async () => {
  const folder = scratchDirectory();
  const alone = 'only needed if that file has a block provider_installation';
  const comments = [
    [undefined, `${alone}:`],
    [
      path.join(folder, 'terraform.d', 'plugins'),
      `${alone},\n# or if Terraform is not started in ${folder}:`,
    ],
    [path.join(folder, 'mirror'), 'needed:'],
  ] as const;
  for (const [directory, comment] of comments) {
    const args = directory === undefined ? [] : ['--directory', directory];
    const { stdout } = await ddsBackup(['provider', 'install', ...args], { env: { HOME: folder } });
    expect(stdout).toContain(`\n# In ~/.terraformrc (OpenTofu: ~/.tofurc), ${comment}\n`);
  }
});

test('a directory that cannot be made is an error that names it', async () => {
  const directory = path.join(scratchDirectory(), 'file');
  writeFileSync(directory, '');
  const args = ['provider', 'install', '--directory', path.join(directory, 'mirror')];
  const { exitCode, stdout, stderr } = await ddsBackup(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toBe(
    `error: ${directory}/mirror/terraform.internal/huaweicloud/dds cannot be written (ENOTDIR).\n`,
  );
});

test('with --quiet only the result is shown', async () => {
  const directory = path.join(scratchDirectory(), 'new', 'mirror');
  mkdirSync(path.dirname(directory));
  const args = ['provider', 'install', '--directory', directory, '--quiet'];
  expect(await ddsBackup(args)).toMatchObject({ exitCode: 0, stderr: '' });
});

test('a directory whose name could control a terminal is told without that', async () => {
  const directory = path.join(scratchDirectory(), 'a\u001b[2J\u009b1mb');
  const { exitCode, stdout, stderr } = await ddsBackup([
    ...['provider', 'install', '--directory', directory],
  ]);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('[2J');
  expect(stdout + stderr).not.toMatch(/[\u001b\u009b]/);
});
