// What the documents tell a reader to type is typed, and does what they say.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { allBlocks, block, root } from './blocks';
import { Reader } from './reader';

jest.setTimeout(180_000);

/** Blocks that no test below follows, each with the reason. */
const notFollowed: Readonly<Record<string, string>> = {
  'README.md › cdktf-huaweicloud-dds 1':
    'npm ci and npm cit are what CI does; the demo has tests of its own in test/scripts',
  'docs/testing.md › Against the simulator 2': 'compiled with the other snippets',
  ...Object.fromEntries(
    ['Python 1', 'Python 2', 'Go 1', 'Go 2', 'Java 1', 'Java 2', 'Java 3', '.NET 1'].map((name) => [
      `docs/languages.md › ${name}`,
      'the package is in no registry yet; test/languages installs it from dist/',
    ]),
  ),
  'docs/dds-provider.md › Giving it credentials 1': 'the keys are the reader’s own',
  'docs/kubernetes.md › Trying it without Kubernetes 1': '.ci/run runs it',
  ...Object.fromEntries(
    ['Making the image 1', 'Giving the pods their keys 1', 'Deploying 1'].map((name) => [
      `docs/kubernetes.md › ${name}`,
      'it needs a cluster; test/examples/kubernetes.test.ts installs the image and runs the pods without one',
    ]),
  ),
  ...Object.fromEntries(
    ['Without npm 2', 'Without npm 3'].map((name) => [
      `docs/plain-hcl.md › ${name}`,
      'test/shipped/packed-release.test.ts initializes with these, from servers of its own',
    ]),
  ),
  ...Object.fromEntries(
    ['Without Node.js 1', 'Without Node.js 2'].map((name) => [
      `docs/plain-hcl.md › ${name}`,
      'it takes minutes; test/languages/standalone.test.ts reads links through what it makes',
    ]),
  ),
};

const followed = new Set<string>();

function follow(name: string): string {
  followed.add(name);
  return block(name).code;
}

/** Without the installation from a registry, where the package is not yet. */
const withoutInstallation = (lines: string) => lines.replace(/^npm install .*\n/gm, '');

/** The scripts of a workflow of GitHub. */
function runsOf(workflow: string): string[] {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: { run?: string }[] }> };
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .flatMap(({ run }) => run ?? []);
}

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator();
  afterTest(() => cloud.close());
});

function reader(settings: Readonly<Record<string, string>> = cloud.environment): Reader {
  const somebody = new Reader(settings);
  afterTest(() => somebody.remove());
  return somebody;
}

/** The reader's own region, instance and backup, and the way to the simulator. */
function adapted(code: string, { instanceId, id } = cloud.backups.cluster): string {
  const endpoints = `endpoints = { dds = "${cloud.url}", iam = "${cloud.url}" }`;
  return code
    .replace("region: 'eu-west-101'", endpoints.replaceAll(' = ', ': '))
    .replace('region = "eu-west-101"', endpoints)
    .replaceAll('6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02', instanceId)
    .replaceAll('f3a1b2c4d5e6478890a1b2c3d4e5f607br02', id);
}

/** Whoever has followed the README up to the deploy. */
async function readerOfTheReadme(): Promise<Reader> {
  const somebody = reader();
  const installation = follow('README.md › The smallest stack 1');
  somebody.install('cdktf', 'constructs', 'cdktf-cli', 'tsx');
  expect(installation.match(/^npm install.*$/gm)).toEqual([
    'npm install cdktf constructs cdktf-huaweicloud-dds',
    'npm install --save-dev cdktf-cli tsx',
  ]);
  await somebody.type(withoutInstallation(installation));
  somebody.write('main.ts', adapted(follow('README.md › The smallest stack 2')));
  return somebody;
}

function linkInStateOf(somebody: Reader, fileName: string): string {
  const state = JSON.parse(somebody.read('terraform.backups.tfstate').toString()) as {
    outputs: { backup_download_links: { value: Record<string, string> } };
  };
  return state.outputs.backup_download_links.value[fileName]!;
}

const toolsAreThere = ['jq', 'curl'].every((name) => !spawnSync(name, ['--version']).error);
const testWithTools = toolsAreThere ? test : test.skip;

testWithTools('README: the smallest stack is deployed, and its files downloaded', async () => {
  const somebody = await readerOfTheReadme();
  const deploy = follow('README.md › The smallest stack 3').split('\n');
  expect(deploy[0]).toMatch(/^export HW_ACCESS_KEY=… HW_SECRET_KEY=…$/);
  expect(deploy[1]).toBe('npx cdktf deploy'); // asks whether to go on, which is for people

  const pipeline = follow('README.md › Outputs in a pipeline 1');
  expect(pipeline).toContain(`${deploy[1]!} --auto-approve `);
  await somebody.type(pipeline);
  for (const file of cloud.backups.cluster.files) {
    expect(somebody.read(file.name).equals(cloud.contentOf(file))).toBe(true);
    expect(statSync(somebody.file(file.name)).mode & 0o077).toBe(0);
  }
  expect(existsSync(somebody.file('out.json'))).toBe(false);
});

test('README: the command lists and downloads backups', async () => {
  const somebody = reader();
  somebody.install();
  const endpoints = `--endpoint dds=${cloud.url} --endpoint iam=${cloud.url}`;
  const code = follow('README.md › Without Terraform: `dds-backup` 1');
  expect(code).toMatch(/^npm install --omit=peer cdktf-huaweicloud-dds\n/);
  const lines = withoutInstallation(code)
    .replaceAll('npx dds-backup', `npx dds-backup ${endpoints}`)
    .replaceAll('eu-west-101', cloud.region);
  const { automatic } = cloud.backups;
  expect(await somebody.type(adapted(lines, automatic))).toContain('backup-automatic');
  const [file] = automatic.files;
  expect(somebody.read(`backup/${file!.name}`).equals(cloud.contentOf(file!))).toBe(true);
});

const unpackersAreThere = ['lz4', 'tar'].every((name) => !spawnSync(name, ['--version']).error);
const testWithUnpackers = unpackersAreThere ? test : test.skip;
const restoring = [
  'docs/restoring.md › Getting the bytes 1',
  'docs/restoring.md › Checking and unpacking 1',
] as const;
if (!unpackersAreThere) restoring.forEach(follow);

testWithUnpackers(
  'restoring: a backup is downloaded, checked and unpacked, unless it is damaged',
  async () => {
    const somebody = reader();
    somebody.install();
    const download = withoutInstallation(follow(restoring[0]))
      .replace(
        'npx dds-backup',
        `npx dds-backup --endpoint dds=${cloud.url} --endpoint iam=${cloud.url}`,
      )
      .replace('eu-west-101', cloud.region);
    await somebody.type(adapted(download));
    const names = readdirSync(somebody.file('backup'));
    expect(names.length).toBeGreaterThan(1);

    // The simulator's files are no archives.
    for (const name of names) {
      await somebody.type(`mkdir '${name}' && echo data > '${name}/WiredTiger'
        tar -cf - -C '${name}' . | lz4 -q -f - 'backup/${name}'`);
    }
    const unpack = follow(restoring[1]);
    await somebody.type(unpack);
    for (const name of names) {
      expect(somebody.read(`restored/${name}/WiredTiger`).toString()).toBe('data\n');
    }
    somebody.write(`backup/${names[0]!}`, 'damaged');
    await expect(somebody.type(unpack)).rejects.toThrow('exit code');
  },
);

testWithTools(
  'pipelines: outputs, another job, and the end after the backup has vanished',
  async () => {
    const somebody = await readerOfTheReadme();
    const [file] = cloud.backups.cluster.files;
    const outputs = await somebody.type(follow('docs/pipelines.md › Outputs for other programs 1'));
    expect(outputs).toContain(`${file!.name}: 1025 KB, until 20`);
    expect(somebody.read(file!.name).equals(cloud.contentOf(file!))).toBe(true);

    await somebody.type(follow('docs/pipelines.md › Keeping links secret 1'), {
      LINK: linkInStateOf(somebody, file!.name),
    });
    expect(somebody.read('backup.tar.lz4').equals(cloud.contentOf(file!))).toBe(true);

    const handedOver = 'docs/pipelines.md › Synthesizing in one job, deploying in another';
    await somebody.type(follow(`${handedOver} 1`));
    const secondJob = follow(`${handedOver} 2`);
    const files = (await somebody.type('tar -tzf stacks.tar.gz')).split('\n');
    expect(files).toContain('cdktf.out/stacks/backups/.terraform.lock.hcl');
    await somebody.type(`mkdir job && cd job && ln -s ../node_modules . && cp ../stacks.tar.gz . &&
    ${secondJob}`);

    cloud.estate.backups.delete(cloud.backups.cluster.id);
    const destroy = follow('docs/pipelines.md › Destroying after the backup has vanished 1');
    expect(await somebody.type(destroy)).toContain('Destroy complete!');
  },
);

testWithTools(
  'pipelines: what one job of a workflow has synthesized another one deploys',
  async () => {
    const [synth, deploy] = runsOf(follow('docs/pipelines.md › A whole workflow 1')).filter(
      (lines) => lines.includes('tar '),
    ) as [string, string];
    const somebody = await readerOfTheReadme();
    await somebody.type(synth);
    await somebody.type('mkdir job && cp stacks.tar.gz job && ln -s ../node_modules job');
    await somebody.type(`cd job\n${deploy}`);
    for (const file of cloud.backups.cluster.files) {
      expect(somebody.read(`job/${file.name}`).equals(cloud.contentOf(file))).toBe(true);
    }
    expect(existsSync(somebody.file('job/out.json'))).toBe(false);
  },
);

testWithTools(
  'pipelines: the jobs of a matrix together download the backup that one has chosen',
  async () => {
    const workflow = follow('docs/pipelines.md › Several machines at once 1');
    const count = /shard: \[(.*)\]/.exec(workflow)![1]!.split(',').length;
    const [choose, download] = runsOf(workflow).map((lines) =>
      withoutInstallation(lines).replaceAll(
        'npx dds-backup',
        `npx dds-backup --endpoint dds=${cloud.url} --endpoint iam=${cloud.url}`,
      ),
    ) as [string, string];
    const { instanceId, id, files } = cloud.backups.cluster;
    const env = { INSTANCE: instanceId, HW_REGION_NAME: cloud.region };
    const somebody = reader();
    somebody.install();
    const output = somebody.file('output');
    await somebody.type(choose.replace('--type Auto', '--type Manual'), {
      ...env,
      GITHUB_OUTPUT: output,
    });
    expect(somebody.read('output').toString()).toBe(`backup=${id}\n`);

    const directory = somebody.file('backups');
    for (let index = 0; index < count; index++) {
      const job = { ...env, BACKUP: id, SHARD: `${index}/${count}` };
      await somebody.type(download.replace('/backups', directory), job);
    }
    for (const file of files) {
      const bytes = somebody.read(`backups/${id}/${file.name}`);
      expect(bytes.equals(cloud.contentOf(file))).toBe(true);
    }
  },
);

test('testing: a stack is tested without a cloud, also by the engine', async () => {
  const somebody = reader({});
  somebody.install('cdktf', 'constructs', 'cdktf-cli', 'tsx', '@types');
  for (const number of [1, 2]) {
    const name = `docs/testing.md › Without a cloud ${number}`;
    somebody.write(block(name).info.replace('ts file=', ''), follow(name));
  }
  const ran = await somebody.type(follow('docs/testing.md › Without a cloud 3'));
  expect(ran).toMatch(/^# pass 1\n# fail 0$/m);

  somebody.write(
    'main.ts',
    `import { App } from 'cdktf';
     import { BackupsStack } from './backups-stack';
     const app = new App();
     new BackupsStack(app, 'backups', '6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02');
     app.synth();`,
  );
  await somebody.type(withoutInstallation(block('README.md › The smallest stack 1').code));
  somebody.write('backups.tftest.hcl', follow('docs/testing.md › `terraform test` 1'));
  const tested = await somebody.type(follow('docs/testing.md › `terraform test` 2'));
  expect(tested).toContain('1 passed, 0 failed');
});

/** @returns the address of a simulator that ends with the test */
async function simulatorStartedBy(command: string): Promise<string> {
  const simulator = spawn('sh', ['-c', `exec ${command.replace('9000', '0')}`], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => simulator.once('close', resolve));
  afterTest(() => {
    process.kill(-simulator.pid!, 'SIGINT');
    return ended;
  });
  return new Promise<string>((resolve) => {
    createInterface(simulator.stdout).on('line', (line) => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
}

test('README: the simulator starts, where the README sends the provider', async () => {
  const url = await simulatorStartedBy(follow('README.md › Without an account 1'));
  const snippet = block('README.md › Without an account 2').code;
  expect(snippet).toContain("dds: 'http://127.0.0.1:9000'");
  expect((await fetch(`${url}/v3/any/backups`)).status).toBe(401);
});

test('testing: the simulator starts, lets links expire, and its clock advance', async () => {
  const [command = ''] = follow('docs/testing.md › Against the simulator 1').split('\n');
  const url = await simulatorStartedBy(command);
  const expire = follow('docs/testing.md › Against the simulator 3');
  const advance = follow('docs/testing.md › Against the simulator 4');
  await reader({}).type(`${expire}\n${advance}`.replaceAll('http://127.0.0.1:9000', url));
});

test('testing: a download that is disturbed ends well', async () => {
  const section = 'docs/testing.md › Downloads in bad conditions';
  await simulatorStartedBy(follow(`${section} 1`));

  const disturbed = await startSimulator({ control: true });
  afterTest(() => disturbed.close());
  const { id, instanceId, files } = disturbed.backups.single;
  const somebody = reader(disturbed.environment);
  somebody.install();
  const typed = (block: number) =>
    follow(`${section} ${block}`)
      .replace('node build/cli', 'node node_modules/cdktf-huaweicloud-dds/build/cli')
      .replaceAll('http://127.0.0.1:9000', disturbed.url)
      .replaceAll('BACKUP_ID', id)
      .replaceAll('INSTANCE_ID', instanceId);
  await somebody.type(typed(3));
  await somebody.type(typed(2));
  const [file] = files;
  expect(somebody.read(`${id}/${file!.name}`).equals(disturbed.contentOf(file!))).toBe(true);
  await somebody.type(typed(4));
});

test('plain HCL: the provider of the package is found, and serves', async () => {
  const somebody = reader();
  const installation = follow('docs/plain-hcl.md › The provider in plain HCL 1');
  somebody.install();
  const printed = await somebody.type(withoutInstallation(installation));
  const source = 'source = "terraform.internal/huaweicloud/dds"';
  const configuration = adapted(follow('docs/plain-hcl.md › The provider in plain HCL 2'));
  // An engine takes the version of a build in a checkout only where it is asked for, as the page says.
  const version = `${source}, ${/version = ".*"/.exec(printed)![0]}`;
  const download = follow('docs/plain-hcl.md › The files on disk 1');
  somebody.write('main.tf', `${configuration.replace(source, version)}\n${download}`);
  const applied = await somebody.type(follow('docs/plain-hcl.md › The provider in plain HCL 3'));
  expect(applied).toContain('download_links = <sensitive>');
  const downloaded = readdirSync(path.join(somebody.folder, 'backups/latest'));
  expect(downloaded.toSorted()).toEqual(
    cloud.backups.cluster.files.map(({ name }) => name).toSorted(),
  );
  const locked = readFileSync(somebody.file('.terraform.lock.hcl'), 'utf8');
  const others = '-platform=linux_arm64 -platform=darwin_amd64 -platform=darwin_arm64';
  await somebody.type(`terraform providers lock -fs-mirror=terraform.d/plugins ${others}`);
  expect(readFileSync(somebody.file('.terraform.lock.hcl'), 'utf8')).toBe(locked);
  await somebody.type(follow('docs/plain-hcl.md › Without npm 1'));
  expect(existsSync(somebody.file('release/mirror'))).toBe(true);
});

test('contributing: a build is used through dev_overrides, and serves for a debugger', async () => {
  const somebody = reader();
  const provider = path.join(root, 'build/provider');
  const overrides = follow('CONTRIBUTING.md › Debugging the provider 2');
  somebody.write('dev.tfrc', overrides.replace('/path/to/the/checkout/build/provider', provider));
  somebody.write('main.tf', adapted(block('docs/plain-hcl.md › The provider in plain HCL 2').code));
  const planned = await somebody.type('terraform plan', { TF_CLI_CONFIG_FILE: 'dev.tfrc' });
  expect(planned).toContain('download_links = (sensitive value)');

  const debug = follow('CONTRIBUTING.md › Debugging the provider 1');
  const process = spawn('sh', ['-c', `exec ${debug.replace('--inspect', '--inspect=0')}`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => process.once('close', resolve));
  afterTest(() => ended);
  for await (const line of createInterface(process.stdout)) {
    if (line.includes('TF_REATTACH_PROVIDERS')) break;
  }
  process.kill('SIGINT');
});

test('live test: without its variables it is off, and says so', async () => {
  const lines = follow('docs/live-test.md › Running it 1');
  expect(await reader({}).type(`cd "${root}"\n${lines}`)).toMatch(/HW_REGION_NAME/);
});

test('the override for Node.js 24 is the one that this package is tested with', () => {
  const { overrides } = JSON.parse(follow('README.md › Compatibility 1')) as {
    overrides: Record<string, string>;
  };
  const own = JSON.parse(
    spawnSync('cat', ['package.json'], { cwd: root, encoding: 'utf8' }).stdout,
  ) as {
    overrides: Record<string, string>;
  };
  expect(own.overrides).toMatchObject(overrides);
});

test('every block of the documents is followed above, or compiled, or there is a reason why not', () => {
  const compiled = allBlocks.filter(({ info }) => info === 'ts').map(({ name }) => name);
  const drawn = allBlocks.filter(({ info }) => info === '').map(({ name }) => name);
  const known = new Set([...followed, ...compiled, ...drawn, ...Object.keys(notFollowed)]);
  expect(allBlocks.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  for (const name of Object.keys(notFollowed)) block(name);
});
