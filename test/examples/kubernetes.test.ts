/** The Indexed Job of `examples/kubernetes`: its stack, its image, and what its pods do, each as a process of its own. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { type JobAttributes, jobOf, runPods } from '../../scripts/kubernetes/local-pods';
import { afterTest } from '../after-test';
import { library, project } from '../shipped/shipped-package';
import { Example } from './example';

const root = path.join(__dirname, '../..');
const stack = 'cdktf.out/stacks/kubernetes';

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator({ control: true });
  afterTest(() => cloud.close());
});

async function synthesized(): Promise<Example> {
  const app = new Example('kubernetes', cloud, {
    DDS_INSTANCE_ID: cloud.backups.cluster.instanceId,
    DDS_IMAGE: 'registry.example.com/dds-backup:1',
    DDS_STORAGE_CLASS: 'sfs',
  });
  afterTest(() => app.remove());
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const { code, output } = await app.run(process.execPath, [
    ...['--import', tsx],
    app.file('kubernetes/main.ts'),
  ]);
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  return app;
}

/** The Job as the engine would hand it to the provider for Kubernetes, which no test has. */
async function resolvedJob(app: Example): Promise<JobAttributes> {
  const file = app.file(`${stack}/cdk.tf.json`);
  const configuration = JSON.parse(readFileSync(file, 'utf8')) as {
    provider: { kubernetes?: unknown };
    resource?: { kubernetes_job_v1: { download: JobAttributes } };
    output?: unknown;
    terraform: { required_providers: { kubernetes?: unknown } };
  };
  const volume = { 'kubernetes_persistent_volume_claim_v1.volume.metadata[0].name': 'dds-backup' };
  const { spec } = jobOf(app.file(stack), volume);
  delete configuration.provider.kubernetes;
  delete configuration.terraform.required_providers.kubernetes;
  delete configuration.resource;
  configuration.output = { spec: { value: spec } };
  writeFileSync(file, JSON.stringify(configuration));
  const engine = async (...args: string[]) => {
    const { code, output } = await app.run(await findEngine(), [`-chdir=${stack}`, ...args]);
    if (code !== 0) throw new Error(output);
    return output;
  };
  await app.run('sh', ['-c', `cd ${stack} && ${await findEngine()} init -no-color`]);
  await engine('apply', '-auto-approve', '-no-color');
  return { spec: JSON.parse(await engine('output', '-json', 'spec')) as JobAttributes['spec'] };
}

test('the pods of the Job together download each file once, into one directory, and list their checksums', async () => {
  const { id } = cloud.backups.cluster;
  const sizes = [10, 3_000_000, 0, 70_000, 1_500_000, 900, 1_048_576, 20_000, 1];
  const files = sizes.map((bytes, index) => ({ name: `part ${index}`, bytes, group: `g${index}` }));
  const body = JSON.stringify({ files });
  const control = `${cloud.url}/simulator/backups/${id}`;
  expect((await fetch(control, { method: 'PUT', body })).status).toBeLessThan(300);

  const job = await resolvedJob(await synthesized());
  const volume = mkdtempSync(path.join(tmpdir(), 'dds-volume-'));
  afterTest(() => rmSync(volume, { recursive: true }));
  const pods = await runPods(job, {
    command: path.join(library, 'build/cli/dds-backup.cjs'),
    volume,
    secret: cloud.environment,
    signal: new AbortController().signal,
  });
  expect(pods.map(({ code, stderr }) => (code === 0 ? '' : stderr))).toEqual(['', '', '', '']);

  const downloaded = pods.flatMap(({ stderr }) =>
    [...stderr.matchAll(/^(part \d): complete/gm)].map(([, name]) => name),
  );
  const names = files.map(({ name }) => name);
  expect(downloaded.toSorted()).toEqual(names);
  expect(readdirSync(path.join(volume, id)).toSorted()).toEqual(names);
  const checksums = cloud.backups.cluster.files.map((file) => {
    const bytes = readFileSync(path.join(volume, id, file.name));
    expect(bytes.equals(cloud.contentOf(file))).toBe(true);
    return `${createHash('sha256').update(bytes).digest('hex')}  ${file.name}`;
  });
  const list = readFileSync(path.join(volume, `${id}.sha256`), 'utf8')
    .trim()
    .split('\n');
  expect(list.toSorted()).toEqual(checksums.toSorted());
});

test('every completion has a pod of its own, whose keys come from a Secret that the stack only names', async () => {
  const app = await synthesized();
  const { spec } = jobOf(app.file(stack), {});
  expect(spec).toMatchObject({ completion_mode: 'Indexed', completions: 4, parallelism: 4 });
  const [container] = spec.template.spec.container;
  expect(container).toMatchObject({ env_from: [{ secret_ref: { name: 'huaweicloud' } }] });
  const text = readFileSync(app.file(`${stack}/cdk.tf.json`), 'utf8');
  for (const name of ['HW_ACCESS_KEY', 'HW_SECRET_KEY']) {
    expect(text).not.toContain(cloud.environment[name]);
    expect(text).not.toContain(name);
  }
});

test('the image installs the command without the libraries for stacks', () => {
  const dockerfile = readFileSync(path.join(root, 'examples/kubernetes/Dockerfile'), 'utf8');
  const [, install = ''] = /^RUN npm (install .*) cdktf-huaweicloud-dds@\S+$/m.exec(dockerfile)!;
  const [tarball] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
  const prefix = mkdtempSync(path.join(tmpdir(), 'dds-image-'));
  afterTest(() => rmSync(prefix, { recursive: true }));
  mkdirSync(path.join(prefix, 'lib'));
  // Nothing but the package is needed: not even what a registry or a cache says of its peers.
  const alone = ['--offline', '--cache', path.join(prefix, 'cache')];
  const args = [...install.split(' '), ...alone, '--prefix', prefix, tarball!];
  execFileSync('npm', args, { cwd: project, stdio: 'pipe' });
  expect(readdirSync(path.join(prefix, 'lib/node_modules'))).toEqual(['cdktf-huaweicloud-dds']);
  const version = execFileSync(path.join(prefix, 'bin/dds-backup'), ['--version']);
  expect(version.toString()).toMatch(/^\d+\.\d+\.\d+/);
});
