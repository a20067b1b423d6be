import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipe, provider, startAndConnect } from '../fixture';

describe('a provider that waits for the system', () => {
  async function reading() {
    const { process, client } = await startAndConnect({ TF_LOG: 'info' });
    const { result } = client.beginFunction('reads a file', Buffer.from(pipe()));
    result.catch(() => undefined);
    await process.logged('reading');
    return { process, client };
  }

  test('it is killed soon after Shutdown', async () => {
    const { process, client } = await reading();
    const socket = await process.socket();
    await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
    expect(await process.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test('it is killed soon after SIGTERM', async () => {
    const { process } = await reading();
    process.process.kill('SIGTERM');
    expect(await process.ended).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('it ends with its exit code if the system has answered', async () => {
    const { process, client } = await startAndConnect();
    await client.callFunction('reads a file', Buffer.from(provider));
    process.process.kill('SIGTERM');
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });
});
