import { startAndConnect } from '../fixture';

test('what a library prints becomes log lines, and standard output has the handshake alone', async () => {
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

test('nothing is written without TF_LOG', async () => {
  const { process, client } = await startAndConnect();
  await client.callFunction('prints');
  await expect(client.callFunction('throws')).rejects.toBeDefined();
  await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;
  await process.ended;
  expect(process.stderr).toBe('');
});
