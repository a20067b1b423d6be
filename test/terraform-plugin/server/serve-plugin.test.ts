import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createCertificate } from '../../../lib/terraform-plugin/server/certificate';
import { ENGINE_ENVIRONMENT } from '../../../lib/terraform-plugin/testing/engine-environment';
import { FixtureClient } from './fixture-client';
import { type StartedProvider, Workshop } from './started-provider';

const workshop = new Workshop();
const provider = workshop.bundle('fixture-provider');
const clients: FixtureClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => workshop.close());

const start = (env: NodeJS.ProcessEnv = {}) =>
  workshop.start(provider, { ...ENGINE_ENVIRONMENT, ...env });

/** The path of a pipe to which nobody writes: opening it for reading waits for ever. */
function pipe(): string {
  const path = join(workshop.folder, `pipe-${(pipes += 1)}`);
  execFileSync('mkfifo', [path]);
  return path;
}
let pipes = 0;

async function startAndConnect(env: NodeJS.ProcessEnv = {}, options: object = {}) {
  const process = start(env);
  const client = await process.connect(undefined, options);
  clients.push(client);
  return { process, client };
}

describe('the greeting', () => {
  test('started by hand, it says what it is and ends', async () => {
    const process = workshop.start(provider, {});
    expect(await process.ended).toEqual({ code: 1, signal: null });
    expect(process.stderr).toMatchInlineSnapshot(`
     "This is a Terraform provider. It is not meant to be started by hand: terraform or tofu starts it when a configuration needs it (plan, apply).
     "
    `);
    expect(process.stdout).toBe('');
  });

  test('a wrong cookie counts as started by hand', async () => {
    const process = start({ TF_PLUGIN_MAGIC_COOKIE: 'oatmeal' });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stderr).toContain('not meant to be started by hand');
  });

  test('an engine of another protocol is told so where it shows the reason to its user', async () => {
    const process = start({ PLUGIN_PROTOCOL_VERSIONS: '4,5' });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stdout).toMatchInlineSnapshot(`
     "This provider speaks version 6 of the Terraform plugin protocol; the engine offers 4,5. Terraform 1.0 or later, or OpenTofu, is needed.
     "
    `);
  });

  test.each([undefined, '', ' '])('an engine that offers %j is served', async (versions) => {
    const process = start({ PLUGIN_PROTOCOL_VERSIONS: versions });
    expect(await process.line()).toMatch(/^1\|6\|unix\|/);
  });

  test('a place where no socket can be is told in one line', async () => {
    const process = start({ PLUGIN_UNIX_SOCKET_DIR: join(workshop.folder, 'missing') });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stdout).toMatch(/^Error: ENOENT: no such file or directory, mkdtemp .*\n$/);
  });

  test('without a client certificate the line has an empty last field, and calls are in plain text', async () => {
    const { process, client } = await startAndConnect();
    expect(await process.line()).toMatch(/^1\|6\|unix\|\/[^|]+\|grpc\|\n$/);
    expect(await client.callFunction('echo', Buffer.from('hello'))).toEqual(Buffer.from('hello'));
  });

  test('with one, the last field is our certificate without padding', async () => {
    const process = start({ PLUGIN_CLIENT_CERT: createCertificate().cert });
    const line = await process.line();
    expect(line).toMatch(/^1\|6\|unix\|\/[^|]+\|grpc\|[A-Za-z0-9+/]+\n$/);
    const der = Buffer.from(line.split('|')[5] ?? '', 'base64');
    expect(new X509Certificate(der).subjectAltName).toBe('DNS:localhost');
  });
});

describe('the socket', () => {
  test('lies in a folder for this user alone, which is gone when the process is', async () => {
    const { process, client } = await startAndConnect();
    const folder = dirname(await process.socket());
    expect(statSync(folder).mode & 0o777).toBe(0o700);

    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
    await process.ended;

    expect(existsSync(folder)).toBe(false);
  });

  test('lies where the engine wants it', async () => {
    const process = start({ PLUGIN_UNIX_SOCKET_DIR: workshop.folder });
    expect(dirname(dirname(await process.socket()))).toBe(workshop.folder);
  });

  test.each([
    ['is too long for the kernel', 'x'.repeat(100)],
    ['holds what separates the fields of the handshake', 'a|b'],
    ['holds a line break', 'a\nb'],
  ])('lies in /tmp where the path of the temporary folder %s', async (_, name) => {
    const TMPDIR = join(workshop.folder, name);
    mkdirSync(TMPDIR, { recursive: true });
    const { process, client } = await startAndConnect({ TMPDIR });
    expect(await process.line()).toMatch(/^1\|6\|unix\|\/tmp\/tfplugin-\w+\/s\|grpc\|\n$/);
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });

  test.each([
    ['is missing', 'missing'],
    ['is a file', 'fixture-provider.js'],
    ['cannot be written to', '/proc'],
  ])('lies in /tmp where the temporary folder %s', async (_, name) => {
    const { process, client } = await startAndConnect({ TMPDIR: resolve(workshop.folder, name) });
    expect(dirname(dirname(await process.socket()))).toBe('/tmp');
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });

  test.each(['two words', "it's", 'ünïcode', '$(true)', '"'])(
    'lies in a temporary folder called %j',
    async (name) => {
      const TMPDIR = join(workshop.folder, name);
      mkdirSync(TMPDIR);
      const { process, client } = await startAndConnect({ TMPDIR });
      expect(dirname(dirname(await process.socket()))).toBe(TMPDIR);
      await expect(client.callFunction('echo')).resolves.toBeDefined();
    },
  );

  test('cannot lie where the engine wants it if that would break the handshake', async () => {
    const process = start({ PLUGIN_UNIX_SOCKET_DIR: '/tmp/a|b' });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stdout).toBe(
      'Error: the path "/tmp/a|b" contains a character that would break the handshake\n',
    );
  });
});

describe('output', () => {
  test('what a library prints becomes log lines, and standard output keeps to the handshake', async () => {
    const { process, client } = await startAndConnect({ TF_LOG_PROVIDER: 'debug' });
    await client.callFunction('prints');
    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
    await process.ended;

    expect(process.stdout).toBe(await process.line());
    const lines = process.stderr.trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toContainEqual(
      expect.objectContaining({ '@message': 'a library says hello', printed_on: 'stdout' }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ '@message': '{"@message": 1}', printed_on: 'stderr' }),
    );
  });

  test('without TF_LOG nothing is written', async () => {
    const { process, client } = await startAndConnect();
    await client.callFunction('prints');
    await expect(client.callFunction('throws')).rejects.toBeDefined();
    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
    await process.ended;
    expect(process.stderr).toBe('');
  });
});

describe('the end', () => {
  test('Shutdown is answered, then the process ends', async () => {
    const { process, client } = await startAndConnect();
    const { done } = client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of());
    await expect(done).resolves.toEqual(Buffer.alloc(0));
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });

  test('the stream for output stays open and silent until then', async () => {
    const { process, client } = await startAndConnect();
    const same = (bytes: Buffer) => bytes;
    const stream = client.makeServerStreamRequest(
      '/plugin.GRPCStdio/StreamStdio',
      same,
      same,
      Buffer.alloc(0),
    );
    const received: unknown[] = [];
    stream.on('data', (data) => received.push(data));
    const end = once(stream, 'status');
    await once(stream, 'metadata');

    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;

    expect(await end).toMatchObject([{ code: 0 }]);
    expect(received).toEqual([]);
    await process.ended;
  });

  test('SIGINT and SIGHUP, which the terminal sends to the engine too, are ignored', async () => {
    const { process, client } = await startAndConnect();
    await client.callFunction('echo');
    process.process.kill('SIGINT');
    process.process.kill('SIGHUP');
    await expect(client.callFunction('echo')).resolves.toBeDefined();
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });

  test('SIGTERM ends calls under way with a status, and then the process', async () => {
    const { process, client } = await startAndConnect({ TF_LOG: 'info' });
    const { result } = client.beginFunction('waits for the end of the call');
    const ended = expect(result).rejects.toMatchObject({
      code: 14,
      details: 'the provider process is about to end',
    });
    await process.logged('waiting');
    const folder = dirname(await process.socket());

    process.process.kill('SIGTERM');

    await ended;
    expect(await process.ended).toEqual({ code: 0, signal: null });
    expect(process.stderr).toContain('"@message":"aborted"');
    expect(existsSync(folder)).toBe(false);
  });

  test('when the last client has hung up, the process ends', async () => {
    const { process, client } = await startAndConnect();
    await client.callFunction('echo');
    client.close();
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });
});

describe('an engine that is killed', () => {
  const engine = workshop.bundle('fixture-engine');

  /** The provider shares the standard error of its engine, so it is gone as well when that is closed. */
  async function providerGoesWith(process: StartedProvider) {
    const socket = await process.socket();
    process.process.kill('SIGKILL');
    await process.ended;
    expect(existsSync(socket)).toBe(false);
    expect(existsSync(dirname(socket))).toBe(false);
  }

  test.each([[[]], [['echo']]])('leaves no provider behind that has done %j', async (calls) => {
    await providerGoesWith(workshop.start(engine, ENGINE_ENVIRONMENT, provider, ...calls));
  });

  test('leaves none behind that is busy', async () => {
    const env = { ...ENGINE_ENVIRONMENT, TF_LOG: 'info' };
    const process = workshop.start(engine, env, provider, 'computes for ever');
    await process.logged('computing');
    await providerGoesWith(process);
  });

  test('leaves none behind that waits for the system', async () => {
    const env = { ...ENGINE_ENVIRONMENT, TF_LOG: 'info' };
    const process = workshop.start(engine, env, provider, 'reads a file', pipe());
    await process.logged('reading');
    await providerGoesWith(process);
  });
});

describe('a provider that waits for the system ends nevertheless', () => {
  async function reading() {
    const { process, client } = await startAndConnect({ TF_LOG: 'info' });
    const { result } = client.beginFunction('reads a file', Buffer.from(pipe()));
    result.catch(() => undefined);
    await process.logged('reading');
    return { process, client };
  }

  test('when the engine asks for it', async () => {
    const { process, client } = await reading();
    const socket = await process.socket();
    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
    expect(await process.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test('at SIGTERM', async () => {
    const { process } = await reading();
    process.process.kill('SIGTERM');
    expect(await process.ended).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('with its exit code, where the system answers in time', async () => {
    const { process, client } = await startAndConnect();
    await client.callFunction('reads a file', Buffer.from(provider));
    process.process.kill('SIGTERM');
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });
});

/** All processes, zombies too, that `ps` tells, by their numbers. */
function processes() {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid, parent, group] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, group };
  });
}

test('a provider that was watched leaves no process behind', async () => {
  const { process, client } = await startAndConnect();
  await client.callFunction('is watched');
  const [watchdog] = processes().filter(({ parent }) => parent === process.process.pid);
  expect(watchdog?.group).toBe(watchdog?.pid);

  process.process.kill('SIGTERM');

  expect(await process.ended).toEqual({ code: 0, signal: null });
  expect(processes().filter(({ group }) => group === watchdog?.group)).toEqual([]);
});

describe('reattaching', () => {
  test('started for a debugger, it serves without an engine until it is interrupted', async () => {
    const process = workshop.start(provider, {}, 'debug');
    const [, json] = /^TF_REATTACH_PROVIDERS='(.*)'\n$/.exec(await process.line()) ?? [];
    const told = JSON.parse(json ?? '') as Record<string, { Addr: { String: string } }>;
    expect(told).toEqual({
      'example.com/test/fixture': {
        Protocol: 'grpc',
        ProtocolVersion: 6,
        Pid: process.process.pid,
        Test: true,
        Addr: { Network: 'unix', String: expect.any(String) as string },
      },
    });
    const socket = told['example.com/test/fixture']?.Addr.String ?? '';
    for (let run = 1; run <= 2; run++) {
      const client = new FixtureClient(socket, undefined, undefined, {});
      await expect(client.callFunction('echo')).resolves.toBeDefined();
      client.close();
    }

    process.process.kill('SIGINT');

    expect(await process.ended).toEqual({ code: 0, signal: null });
    expect(existsSync(socket)).toBe(false);
  });

  test('what it prints can be given to a shell, whatever the temporary folder is called', async () => {
    const TMPDIR = join(workshop.folder, "'; exit 7; '");
    mkdirSync(TMPDIR);
    const process = workshop.start(provider, { TMPDIR }, 'debug');
    const script = `${await process.line()}printf %s "$TF_REATTACH_PROVIDERS"`;
    const told = JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' })) as object;
    expect(JSON.stringify(told)).toContain("'; exit 7; '/tfplugin-");
  });
});
