import { createCertificate } from '../../../../lib/terraform-plugin/server/grpc/certificate';
import { closedAfterTest, start, startAndConnect } from '../fixture';
import { FixtureClient } from '../fixture-client';

describe('encryption', () => {
  const engine = createCertificate();

  test('only a client with the right certificate is served, also after others were refused', async () => {
    const process = start({ PLUGIN_CLIENT_CERT: engine.cert });
    const call = async (certificate?: typeof engine) => {
      const client = closedAfterTest(await process.connect(certificate));
      return client.callFunction('echo', Buffer.from('hello'));
    };
    await expect(call(engine)).resolves.toEqual(Buffer.from('hello'));
    await expect(call(createCertificate())).rejects.toMatchObject({ code: 14 });
    await expect(call()).rejects.toMatchObject({ code: 14 });
    await expect(call(engine)).resolves.toEqual(Buffer.from('hello'));
  });

  test('plain text is refused', async () => {
    const process = start({ PLUGIN_CLIENT_CERT: engine.cert });
    const socket = await process.socket();
    const client = closedAfterTest(new FixtureClient(socket, undefined, undefined, {}));
    await expect(client.callFunction('echo')).rejects.toMatchObject({ code: 14 });
  });
});

describe('calls', () => {
  test('a method that is unknown, or without a handler, is unimplemented', async () => {
    const { client } = await startAndConnect();
    for (const path of [
      '/tfplugin6.Provider/ReadResource',
      '/x.Y/Z',
      '/grpc.health.v1.Health/Watch',
    ]) {
      await expect(client.begin(path, Uint8Array.of()).done).rejects.toMatchObject({
        code: 12,
        details: `unknown method ${path}`,
      });
    }
  });

  test('compressed messages are unimplemented', async () => {
    const { client } = await startAndConnect({}, { 'grpc.default_compression_algorithm': 2 });
    await expect(client.callFunction('echo', Buffer.alloc(100))).rejects.toMatchObject({
      code: 12,
    });
  });

  test('a request that cannot be decoded is an error of that call alone', async () => {
    const { client } = await startAndConnect();
    const { done } = client.begin('/tfplugin6.Provider/CallFunction', Uint8Array.of(0x0a, 99));
    await expect(done).rejects.toMatchObject({ code: 13 });
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });

  test('large messages are transferred in both directions', async () => {
    const { client } = await startAndConnect();
    const large = Buffer.alloc(40 * 1024 * 1024, 'large');
    expect((await client.callFunction('echo', large)).equals(large)).toBe(true);
  });

  test('many calls run at the same time', async () => {
    const { process, client } = await startAndConnect({ TF_LOG: 'info' });
    const waiting = client.beginFunction('waits for the end of the call');
    const cancelled = expect(waiting.result).rejects.toMatchObject({ code: 1 });
    await process.logged('waiting');
    const texts = Array.from({ length: 100 }, (_, index) => Buffer.from(`call ${index}`));
    const echoes = texts.map((text) => client.callFunction('echo', text));
    expect(await Promise.all(echoes)).toEqual(texts);
    waiting.cancel();
    await cancelled;
  });

  test('a cancelled call aborts the signal of its handler', async () => {
    const { process } = await cancelledCall('waits for the end of the call');
    await process.logged('aborted');
    expect(process.stderr).toContain('"reason":"Error: the client has cancelled the call"');
  });
});

describe('a handler that fails', () => {
  test('after its call was cancelled is no error in the log', async () => {
    const { process, client } = await cancelledCall('fails when the call ends');
    await client.callFunction('echo');
    process.process.kill('SIGTERM');
    await process.ended;
    expect(process.stderr).not.toContain('A call failed');
  });

  test.each([
    ['throws', 'TypeError: it broke at https://obs.example/…'],
    ['throws what steers a terminal', 'Error: \\u001b[2J\\u202eFAKE'],
    ['rejects late', 'Error: it broke late'],
    ['throws in a callback', 'Error: it broke in a callback'],
    ['forgets a promise', 'Error: nobody waited for this'],
    ['exits', 'Error: the code of a request called process.exit(3)'],
    ['exits in a callback', 'Error: the code of a request called process.exit(3)'],
    ['answers with nonsense', expect.any(String) as string],
  ])(
    'one that %s ends its call with a clean status, and the process lives on',
    async (behaviour, failure) => {
      const { process, client } = await startAndConnect({ TF_LOG: 'trace' });
      const method = '/tfplugin6.Provider/CallFunction';
      const error = await client.callFunction(behaviour).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code: 13 });
      const { details } = error as { details: string };
      expect(details).toMatch(new RegExp(`^${method} failed: `));
      expect(details.slice(`${method} failed: `.length)).toEqual(failure);
      await process.logged('A call failed');
      for (const text of [details, process.stderr])
        expect(text).not.toMatch(/\.[jt]s:\d+|secret|pass@|second line/);
      await expect(client.callFunction('echo')).resolves.toBeDefined();
    },
  );

  test('what escapes from one call ends the others that are under way', async () => {
    const { process, client } = await startAndConnect({ TF_LOG: 'info' });
    const other = client.beginFunction('waits for the end of the call');
    const ended = expect(other.result).rejects.toMatchObject({ code: 13 });
    await process.logged('waiting');
    await expect(client.callFunction('throws in a callback')).rejects.toMatchObject({ code: 13 });
    await ended;
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });

  test('a promise that fails after the answer leaves one line in the log', async () => {
    const { process, client } = await startAndConnect({ TF_LOG: 'error' });
    await expect(client.callFunction('forgets a promise after its answer')).resolves.toBeDefined();
    await process.logged('An error escaped from the code of a request');
    expect(process.stderr.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(process.stderr)).toMatchObject({ failure: 'Error: too late to matter' });
    await expect(client.callFunction('echo')).resolves.toBeDefined();
  });
});

async function cancelledCall(behaviour: string) {
  const { process, client } = await startAndConnect({ TF_LOG: 'info' });
  const { result, cancel } = client.beginFunction(behaviour);
  const cancelled = expect(result).rejects.toMatchObject({ code: 1 });
  await process.logged('waiting');
  cancel();
  await cancelled;
  return { process, client };
}
