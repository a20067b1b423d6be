import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildProviderExecutable,
  Engine,
  ProviderProcess,
} from '../../../lib/terraform-plugin/testing';

const folder = mkdtempSync(path.join(tmpdir(), 'provider-process-'));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, text: string): string {
  const executable = path.join(folder, name);
  writeFileSync(executable, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return executable;
}

describe('a provider that was started', () => {
  const toy = () =>
    buildProviderExecutable(
      path.join(__dirname, '../../../examples/toy-provider/main.ts'),
      folder,
      'toy',
    );

  test('is asked through its own socket, and what it has logged is there at the end', async () => {
    const provider = await ProviderProcess.start(toy());
    const engine = new Engine(provider.call, 'toy_hello');
    expect(await engine.configure()).toEqual([]);
    expect((await engine.read({ name: 'Ann' })).state).toHaveProperty('text', 'Hello, Ann');
    const log = await provider.end();
    expect(log).toContainEqual(expect.objectContaining({ '@module': 'toy' }));
    expect(() => process.kill(provider.pid, 0)).toThrow('ESRCH');
  });

  test('is not asked if the call was cancelled before', async () => {
    const provider = await ProviderProcess.start(toy());
    await expect(provider.call('getProviderSchema', {}, AbortSignal.abort())).rejects.toThrow(
      'aborted',
    );
    await provider.end();
  });
});

test.each([
  ['ends at once', 'echo "no cloud today" >&2; exit 3'],
  ['prints something else', 'echo "no cloud today" >&2; echo hello; exec sleep 60'],
])('an executable that %s is an error with what it logged', async (_, text) => {
  await expect(ProviderProcess.start(script('mute', text))).rejects.toThrow(
    /^no handshake: (?:hello)?\nno cloud today$/,
  );
});

test('an executable that is not there is an error', async () => {
  await expect(ProviderProcess.start(path.join(folder, 'missing'))).rejects.toThrow('ENOENT');
});
