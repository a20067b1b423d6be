import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCertificate } from '../../../lib/terraform-plugin/server/grpc/certificate';
import { provider, start, startAndConnect, workshop } from './fixture';

describe('the handshake', () => {
  test('a provider that is started by hand says what it is and ends', async () => {
    const process = workshop.start(provider, {});
    expect(await process.ended).toEqual({ code: 1, signal: null });
    expect(process.stderr).toMatchInlineSnapshot(`
     "This is a Terraform provider. It is not meant to be started by hand: terraform or tofu starts it when a configuration needs it (plan, apply).
     "
    `);
    expect(process.stdout).toBe('');
  });

  test('a provider with a wrong cookie was started by hand', async () => {
    const process = start({ TF_PLUGIN_MAGIC_COOKIE: 'oatmeal' });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stderr).toContain('not meant to be started by hand');
  });

  test('an engine of another protocol version is refused on standard output, which it shows to its user', async () => {
    const process = start({ PLUGIN_PROTOCOL_VERSIONS: '5,16' });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stdout).toMatchInlineSnapshot(`
     "This provider speaks version 6 of the Terraform plugin protocol; the engine offers 5,16. Terraform 1.0 or later, or OpenTofu, is needed.
     "
    `);
  });

  test.each([undefined, '', ' '])(
    'an engine that offers the protocol versions %j is served',
    async (versions) => {
      const process = start({ PLUGIN_PROTOCOL_VERSIONS: versions });
      expect(await process.line()).toMatch(/^1\|6\|unix\|/);
    },
  );

  test('a folder that cannot hold a socket is reported in one line', async () => {
    const process = start({ PLUGIN_UNIX_SOCKET_DIR: join(workshop.folder, 'missing') });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stdout).toMatch(/^Error: ENOENT: no such file or directory, mkdtemp .*\n$/);
  });

  test('the engine is told where to connect before the plugin is loaded; if that fails, every call says why', async () => {
    const { process, client } = await startAndConnect({ FIXTURE_CANNOT_BE_LOADED: 'yes' });
    expect(await process.line()).toMatch(/^1\|6\|unix\|/);
    for (const argument of ['first', 'second']) {
      await expect(client.callFunction('echo', Buffer.from(argument))).rejects.toThrow(
        'a chunk of it is missing',
      );
    }
    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });

  test('without a client certificate the last field of the line is empty, and calls are in plain text', async () => {
    const { process, client } = await startAndConnect();
    expect(await process.line()).toMatch(/^1\|6\|unix\|\/[^|]+\|grpc\|\n$/);
    expect(await client.callFunction('echo', Buffer.from('hello'))).toEqual(Buffer.from('hello'));
  });

  test('with a client certificate the last field of the line is our certificate, without padding', async () => {
    const process = start({ PLUGIN_CLIENT_CERT: createCertificate().cert });
    const line = await process.line();
    expect(line).toMatch(/^1\|6\|unix\|\/[^|]+\|grpc\|[A-Za-z0-9+/]+\n$/);
    const der = Buffer.from(line.split('|')[5] ?? '', 'base64');
    expect(new X509Certificate(der).subjectAltName).toBe('DNS:localhost');
  });
});

describe('the end', () => {
  test('SIGINT and SIGHUP are ignored, because the terminal sends them to the engine as well', async () => {
    const { process, client } = await startAndConnect();
    await client.callFunction('echo');
    process.process.kill('SIGINT');
    process.process.kill('SIGHUP');
    await expect(client.callFunction('echo')).resolves.toBeDefined();
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });

  test('SIGTERM ends running calls with a status, and then the process', async () => {
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

  test('the process ends when the last client has hung up', async () => {
    const { process, client } = await startAndConnect();
    await client.callFunction('echo');
    client.close();
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });
});
