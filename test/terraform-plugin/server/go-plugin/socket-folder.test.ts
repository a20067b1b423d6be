import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { start, startAndConnect, workshop } from '../fixture';

describe('the folder of the socket', () => {
  test('it is open to this user alone, and removed at the end', async () => {
    const { process, client } = await startAndConnect();
    const folder = dirname(await process.socket());
    expect(statSync(folder).mode & 0o777).toBe(0o700);

    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
    await process.ended;

    expect(existsSync(folder)).toBe(false);
  });

  test('it lies where PLUGIN_UNIX_SOCKET_DIR says', async () => {
    const process = start({ PLUGIN_UNIX_SOCKET_DIR: workshop.folder });
    expect(dirname(dirname(await process.socket()))).toBe(workshop.folder);
  });

  test.each([
    ['is too long for the kernel', 'x'.repeat(100)],
    ['contains the separator of the fields of the handshake', 'a|b'],
    ['contains a line break', 'a\nb'],
  ])('it lies in /tmp if the path of the temporary folder %s', async (_, name) => {
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
  ])('it lies in /tmp if the temporary folder %s', async (_, name) => {
    const { process, client } = await startAndConnect({ TMPDIR: resolve(workshop.folder, name) });
    expect(dirname(dirname(await process.socket()))).toBe('/tmp');
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });

  test.each(['two words', "it's", 'ünïcode', '$(true)', '"'])(
    'it lies in a temporary folder named %j',
    async (name) => {
      const TMPDIR = join(workshop.folder, name);
      mkdirSync(TMPDIR);
      const { process, client } = await startAndConnect({ TMPDIR });
      expect(dirname(dirname(await process.socket()))).toBe(TMPDIR);
      await expect(client.callFunction('echo')).resolves.toBeDefined();
    },
  );

  test('it lies where it can as long as the path of the socket has 103 bytes', async () => {
    const most = 103 - '/tfplugin-XXXXXX/s'.length;
    const shortest = join(workshop.folder, 'é'); // é has two bytes
    const fits = shortest + 'x'.repeat(most - Buffer.byteLength(shortest));
    for (const [TMPDIR, parent] of [
      [fits, fits],
      [`${fits}x`, '/tmp'],
    ] as const) {
      mkdirSync(TMPDIR);
      const socket = await start({ TMPDIR }).socket();
      expect(dirname(dirname(socket))).toBe(parent);
    }
  });

  test('a PLUGIN_UNIX_SOCKET_DIR that would break the handshake is refused', async () => {
    const process = start({ PLUGIN_UNIX_SOCKET_DIR: '/tmp/a|b' });
    expect(await process.ended).toMatchObject({ code: 1 });
    expect(process.stdout).toBe(
      'Error: the path "/tmp/a|b" contains a character that would break the handshake\n',
    );
  });
});
