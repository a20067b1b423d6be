import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverCertificate } from '../../lib/simulator/certificates';
import { startSimulator } from '../../lib/simulator/simulator';
import { Engine } from '../../lib/terraform-plugin/testing/engine';
import { ENGINE_ENVIRONMENT } from '../../lib/terraform-plugin/testing/engine-environment';
import { engines } from '../../package.json';
import { afterTest } from '../after-test';
import { providerFolder } from '../shipped/shipped-package';
import { startedProvider } from '../shipped/started-provider';

const root = path.join(__dirname, '..', '..');
const packed = path.join(providerFolder, 'terraform-provider-dds');

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'dds-launcher-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** A file in the scratch folder. */
function file(name: string, content: string, mode = 0o644): string {
  const place = path.join(scratch, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content, { mode });
  return place;
}

/** What an engine sees of a provider that does not start: code and standard output, standard error for its log. */
function startInVain(env: NodeJS.ProcessEnv, args: string[] = [], program = [packed]) {
  const [command = '', ...first] = program;
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** The first line that an engine reads, after which the provider is ended. */
async function firstLine(env: NodeJS.ProcessEnv, program = [packed]): Promise<string> {
  const [command = '', ...args] = program;
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...ENGINE_ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  while (!said.includes('\n') && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  }
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'close');
  return said;
}

const handshake = /^1\|6\|unix\|\/[^|]+\|grpc\|\n$/;

describe('Node', () => {
  const minimum = engines.node.replace('>=', '');

  /** Runs the packed provider with a Node that says it has this version. */
  function withNode(version: string, ...args: string[]) {
    const fake = file(
      `${version}/fake.cjs`,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
       Object.defineProperty(process, 'version', { value: 'v${version}' });`,
    );
    const bin = path.join(scratch, version);
    if (!existsSync(path.join(bin, 'real'))) symlinkSync(process.execPath, path.join(bin, 'real'));
    file(`${version}/node`, `#!/bin/sh\nexec '${bin}/real' -r '${fake}' "$@"\n`, 0o755);
    return startInVain({ ...ENGINE_ENVIRONMENT, PATH: bin }, args);
  }

  test.each(['18.20.8', '19.9.0', '20.0.0', '20.2.0', '20.9.1', '20.18.0'])(
    '%s is refused in one line, whatever it is started for',
    (version) => {
      const refused = `The provider terraform.internal/huaweicloud/dds needs Node.js ${minimum} or newer, and the \`node\` on the PATH of the process that runs it is v${version} (${process.execPath}). Put a newer one (https://nodejs.org) first on the PATH, and run again.\n`;
      expect(withNode(version)).toMatchObject({ code: 1, stdout: refused });
      expect(withNode(version, 'schema')).toMatchObject({ code: 1, stdout: refused });
    },
  );

  test.each(['20.18.1', '20.18.2', '20.19.0', '21.0.0', '22.0.0', '24.1.0-nightly', '100.0.0'])(
    '%s is taken',
    (version) => {
      expect(withNode(version, 'schema')).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('package, launcher and documents require the same version', () => {
    expect(readFileSync(packed, 'utf8')).toContain(`needs Node.js ${minimum} or newer`);
    for (const document of ['README.md', 'lib/constructs/dds-provider.ts']) {
      const text = readFileSync(path.join(root, document), 'utf8').replace(/\n \* /g, ' ');
      const told = [...text.matchAll(/Node(?:\.js)? (?:≥ |\()?(\d+\.\d+\.\d+)(?: or newer|,)/g)];
      expect(told.map(([, version]) => version)).toContain(minimum);
      expect(new Set(told.map(([, version]) => version))).toEqual(new Set([minimum]));
    }
  });
});

describe('NODE_OPTIONS', () => {
  test.each([
    ['--require', 'hello.cjs'],
    ['--import', 'hello.mjs'],
  ])('%s of a module that prints leaves the handshake alone', async (option, name) => {
    const module = file(
      name,
      `console.log('hello'); process.stdout.write('1|6|unix|/x|grpc|\\n');`,
    );
    expect(await firstLine({ NODE_OPTIONS: `${option} ${module}` })).toMatch(handshake);
  });

  test.each(['dash', 'bash', 'busybox sh'])('the launcher runs in any sh (%s)', async (shell) => {
    const program = shell.split(' ');
    if (spawnSync(program[0] ?? '', [...program.slice(1), '-c', 'true']).status !== 0) return;
    const module = file('hello.cjs', `console.log('hello');`);
    const env = { NODE_OPTIONS: `--require ${module}` };
    expect(await firstLine(env, [...program, packed])).toMatch(handshake);
  });

  test.each<[string, string, string]>([
    ['an option that Node does not know', '--bogus', '--bogus is not allowed in NODE_OPTIONS'],
    ['a module that is not there', '--require /missing.cjs', `Cannot find module '/missing.cjs'`],
    ['one to import', '--import /missing.mjs', `Cannot find module '/missing.mjs'`],
    ['a missing permission', '--experimental-permission', 'Access to this API has been restricted'],
  ])('%s is reported in one line on standard output', (_, options, reason) => {
    const { code, stdout } = startInVain({ ...ENGINE_ENVIRONMENT, NODE_OPTIONS: options });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^[^\n]+\n$/);
    expect(stdout).toContain('The provider terraform.internal/huaweicloud/dds cannot start');
    expect(stdout).toContain(reason);
  });

  test('so is a module that ends the process', () => {
    const NODE_OPTIONS = `--require ${file('ends.cjs', 'process.exit(0);')}`;
    const { code, stdout } = startInVain({ ...ENGINE_ENVIRONMENT, NODE_OPTIONS });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^The provider \S+ cannot start: [^\n]+ \(no reason is given\)\.[^\n]+\n$/,
    );
  });

  test('an error that could steer a terminal is not repeated', () => {
    const module = file('steers.cjs', `throw new Error('\\u001b[2Jx');`);
    const { stdout } = startInVain({ ...ENGINE_ENVIRONMENT, NODE_OPTIONS: `--require ${module}` });
    expect(stdout).toMatch(/^The provider \S+ cannot start: [^\n\u001b]+\n$/);
  });

  test('valid options, and an empty variable, change nothing', async () => {
    expect(await firstLine({ NODE_OPTIONS: '--max-old-space-size=512' })).toMatch(handshake);
    expect(await firstLine({ NODE_OPTIONS: '' })).toMatch(handshake);
  });

  test('a module that keeps Node running does not keep the provider from starting', async () => {
    const module = file('lives.cjs', 'setInterval(() => undefined, 1000);');
    expect(await firstLine({ NODE_OPTIONS: `--require ${module}` })).toMatch(handshake);
  });
});

test('NODE_DEBUG does not show what is sent', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const provider = await startedProvider({ ...cloud.environment, NODE_DEBUG: 'http,net' });
  const engine = new Engine(provider.call, 'dds_backup_download_links');
  await engine.configure({ endpoints: cloud.endpoints });
  const { instanceId: instance_id, id: backup_id } = cloud.backups.single;
  expect(await engine.read({ instance_id, backup_id })).toMatchObject({ diagnostics: [] });
  const log = await provider.end();
  expect(log).not.toEqual([]);
  expect(JSON.stringify(log)).not.toContain(cloud.credentials.accessKey);
});

describe('certificates in NODE_EXTRA_CA_CERTS', () => {
  test('Node does not read them whenever the provider starts', () => {
    const { stderr } = startInVain({ NODE_EXTRA_CA_CERTS: '/missing.pem' });
    expect(stderr).toMatch(/^This is a Terraform provider.*\n$/);
  });

  test.each([
    ['', undefined],
    [' with NODE_OPTIONS too', '--max-old-space-size=512'],
  ])('the cloud is trusted by them%s', async (_, NODE_OPTIONS) => {
    const { authority, cert, key } = serverCertificate();
    const cloud = await startSimulator({ tls: { cert, key } });
    afterTest(() => cloud.close());
    const provider = await startedProvider({
      ...cloud.environment,
      NODE_OPTIONS,
      SSL_CERT_FILE: undefined,
      SSL_CERT_DIR: undefined,
      NODE_EXTRA_CA_CERTS: file('extra.pem', authority),
    });
    const engine = new Engine(provider.call, 'dds_backup_download_links');
    await engine.configure({ endpoints: cloud.endpoints });
    const { instanceId: instance_id, id: backup_id } = cloud.backups.single;
    const { diagnostics } = await engine.read({ instance_id, backup_id });
    await provider.end();
    expect(diagnostics).toEqual([]);
  });
});

describe('if standard output is closed', () => {
  test.each([
    ['closed', '>&-', 'its standard output is closed'],
    ['broken', '> /dev/full', 'This provider cannot write to standard output'],
  ])('(%s) it says so on standard error, without a stack', (_, redirection, reason) => {
    const { code, stderr } = startInVain(
      ENGINE_ENVIRONMENT,
      [],
      ['/bin/sh', '-c', `'${packed}' ${redirection}`],
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(reason);
  });

  test('the provider ends if standard error is closed too', () => {
    const program = ['/bin/sh', '-c', `'${packed}' >&- 2>&-`];
    expect(startInVain(ENGINE_ENVIRONMENT, [], program).code).toBe(1);
  });

  test('standard error alone may be closed', async () => {
    expect(await firstLine({}, ['/bin/sh', '-c', `exec '${packed}' 2>&-`])).toMatch(handshake);
  });
});

describe('arguments', () => {
  test.each(['debug', '-debug', '--debug'])('%s serves until it is interrupted', async (flag) => {
    const line = await firstLine({}, [packed, flag]);
    expect(line).toMatch(/^TF_REATTACH_PROVIDERS='\{"terraform\.internal\/huaweicloud\/dds":.*\n$/);
  });

  test.each([['-bogus'], ['serve'], ['debug', 'now'], ['']])(
    'the arguments %j are refused',
    (...args) => {
      const { code, stdout, stderr } = startInVain({}, args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toBe(
        `There is no argument ${JSON.stringify(args.join(' '))}. Usage: terraform-provider-dds [-debug | schema]. Terraform and OpenTofu start it without an argument.\n`,
      );
    },
  );

  test('without arguments, on a terminal, the provider says what it is', () => {
    expect(startInVain({})).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'This is a Terraform provider. It is not meant to be started by hand: terraform or tofu starts it when a configuration needs it (plan, apply).\n',
    });
  });
});
