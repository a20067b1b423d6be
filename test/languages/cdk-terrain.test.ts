/** The twin in CDK Terrain's own command line tool, and this package in it under the name of CDKTF. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { App, dist } from './app';

const tarballs = path.join(dist, 'js');
const versions = ['22', '24'];
const quietly = ['--no-audit', '--no-fund', '--silent'];

let cloud: Simulator;
let tool: App;
beforeAll(async () => {
  cloud = await startSimulator();
  tool = new App(cloud);
  writeFileSync(tool.file('package.json'), '{ "private": true }');
  // Without its peers, which only `cdktn get` for other languages needs.
  await tool.run(
    'npm',
    'install',
    ...quietly,
    '--legacy-peer-deps',
    'cdktn-cli@0.24.0',
    'cdktn@0.24.0',
  );
}, 300_000);
afterAll(() => cloud.close());

const program = (cdk: string, library: string) => `
const { App, TerraformStack } = require('${cdk}');
const { BackupDownloadLinks, DdsProvider } = require('${library}');
const app = new App();
const stack = new TerraformStack(app, 'backup-links');
const { DDS_ENDPOINT: endpoint, DDS_INSTANCE_ID: instanceId, DDS_BACKUP_ID: backupId } = process.env;
new DdsProvider(stack, 'dds', { endpoints: { dds: endpoint, iam: endpoint } });
new BackupDownloadLinks(stack, 'links', { instanceId, backupId }).exportOutputs({ prefix: 'backup' });
app.synth();
`;

/** Reads the link in a provisioner, which stores the file as `backup`. */
const ephemeralProgram = (afterwards = '') => `
const { App, DataResource, TerraformEphemeralResource, TerraformOutput, TerraformStack } = require('cdktn');
const { DdsProvider, EphemeralBackupDownloadLinks } = require('cdktn-huaweicloud-dds');
const app = new App();
const stack = new TerraformStack(app, 'backup-links');
const { DDS_ENDPOINT: endpoint, DDS_INSTANCE_ID: instanceId, DDS_BACKUP_ID: backupId } = process.env;
new DdsProvider(stack, 'dds', { endpoints: { dds: endpoint, iam: endpoint } });
const links = new EphemeralBackupDownloadLinks(stack, 'links', { instanceId, backupId, timeouts: { open: '30s' } });
const block = links.node.defaultChild;
if (!TerraformEphemeralResource.isTerraformEphemeralResource(block)) throw new Error('another class');
const command = 'node "' + __dirname + '/fetch.js"';
const environment = { LINK: links.downloadLink, FILE: __dirname + '/backup' };
new DataResource(stack, 'copy', { provisioners: [{ type: 'local-exec', command, environment }] });
${afterwards}
app.synth();
`;

const fetchProgram = `
const { writeFileSync } = require('node:fs');
fetch(process.env.LINK).then(async (it) => writeFileSync(process.env.FILE, Buffer.from(await it.arrayBuffer())));
`;

/** A project with these dependencies, installed by npm without any flag that makes it accept more. */
async function projectWith(dependencies: Record<string, string>, main: string): Promise<App> {
  const app = new App(cloud);
  const config = {
    language: 'typescript',
    app: 'node main.js',
    projectId: 'terrain',
    sendCrashReports: 'false',
  };
  writeFileSync(app.file('package.json'), JSON.stringify({ private: true, dependencies }));
  writeFileSync(app.file('cdktf.json'), JSON.stringify(config));
  writeFileSync(app.file('main.js'), main);
  await app.run('npm', 'install', ...quietly);
  return app;
}

const tarball = (name: string) => {
  const { version } = JSON.parse(
    readFileSync(path.join(__dirname, '../../package.json'), 'utf8'),
  ) as { version: string };
  return `file:${path.join(tarballs, `${name}-${version}.tgz`)}`;
};

const cli = (node: string): [string, ...string[]] => [
  ...(['npx', '--yes', '--package', `node@${node}`, 'node'] as const),
  tool.file('node_modules/cdktn-cli/bundle/bin/cdktn.js'),
];

describe('cdktn-huaweicloud-dds', () => {
  let app: App;
  beforeAll(async () => {
    app = await projectWith(
      {
        cdktn: '^0.24.0',
        'cdktn-huaweicloud-dds': tarball('cdktn-huaweicloud-dds'),
        constructs: '^10.6.0',
      },
      program('cdktn', 'cdktn-huaweicloud-dds'),
    );
  });

  test.each(versions)('deploys with cdktn-cli on Node.js %s', async (node) => {
    expect((await app.deployed(...cli(node))).equals(app.expected)).toBe(true);
  });

  describe('links that are never stored are an ephemeral resource of CDK Terrain', () => {
    beforeAll(() => writeFileSync(app.file('fetch.js'), fetchProgram));

    test('a provisioner downloads through one, and the state does not have it', async () => {
      writeFileSync(app.file('main.js'), ephemeralProgram());
      await app.run(...cli('22'), 'deploy', '--auto-approve');
      expect(readFileSync(app.file('backup')).equals(app.expected)).toBe(true);
      const state = readFileSync(app.file('terraform.backup-links.tfstate'), 'utf8');
      expect(state).toContain('terraform_data');
      expect(state).not.toContain('Signature=');
    });

    test('as HCL it is valid, too', async () => {
      writeFileSync(app.file('main.js'), ephemeralProgram());
      await app.run(...cli('22'), 'synth', '--hcl', '--output', 'hcl.out');
      const folder = app.file('hcl.out/stacks/backup-links');
      expect(readFileSync(path.join(folder, 'cdk.tf'), 'utf8')).toContain(
        'ephemeral "dds_backup_download_links" "links"',
      );
      const engine = await findEngine();
      const command = `cd "${folder}" && ${engine} init && ${engine} validate -no-color`;
      expect(await app.run('sh', '-c', command)).toContain('The configuration is valid');
    });

    test.each([
      [
        'an output',
        `new TerraformOutput(stack, 'it', { value: links.downloadLink });`,
        'backup-links/it: a value of backup-links/links/Default is ephemeral and cannot reach an output',
      ],
      [
        'count',
        `stack.node.findChild('copy').addOverride('count', '\${length(ephemeral.dds_backup_download_links.links.files)}');`,
        'cannot reach count, which is stored in the state',
      ],
      [
        'an engine that has no such blocks, which the project names',
        `block.node.setContext('targetVersions', { terraform: '>=1.5' });`,
        'ephemeral resources requires terraform >=1.10.0',
      ],
    ])('the synth fails where it meets %s', async (_, afterwards, message) => {
      writeFileSync(app.file('main.js'), ephemeralProgram(afterwards));
      const { code, output } = await app.attempt(process.execPath, 'main.js');
      expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    });
  });
});

describe('cdktf-huaweicloud-dds', () => {
  const dependencies = {
    'cdktf-huaweicloud-dds': tarball('cdktf-huaweicloud-dds'),
    constructs: '^10.6.0',
  };

  test.each(versions)(
    'deploys on Node.js %s with CDK Terrain that is installed under the name of CDKTF',
    async (node) => {
      const main = program('cdktf', 'cdktf-huaweicloud-dds');
      const app = await projectWith({ ...dependencies, cdktf: 'npm:cdktn@^0.24' }, main);
      expect((await app.deployed(...cli(node))).equals(app.expected)).toBe(true);
    },
  );

  test('names the other package where the stack is one of CDK Terrain', async () => {
    const main = program('cdktn', 'cdktf-huaweicloud-dds');
    const app = await projectWith({ ...dependencies, cdktf: '0.21.0', cdktn: '0.24.0' }, main);
    const { code, output } = await app.attempt(process.execPath, 'main.js');
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('Install cdktn-huaweicloud-dds instead of cdktf-huaweicloud-dds'),
    ]);
  });
});
