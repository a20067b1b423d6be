// Signing itself is tested with the command that does it: pack-provider.test.ts.
import os from 'node:os';
import { detachedSignature } from '../../../lib/cli/commands/detached-signature';

afterEach(() => jest.restoreAllMocks());

function signed(): Promise<Buffer> {
  const key = { armored: 'key', passphrase: '' };
  return detachedSignature('content', key, new AbortController().signal);
}

test('that no key ring can be made is an error that keeps its cause', async () => {
  jest.spyOn(os, 'tmpdir').mockReturnValue('/nowhere');
  await expect(signed()).rejects.toMatchObject({
    message: expect.stringContaining('cannot be made in /nowhere (ENOENT).'),
    cause: { code: 'ENOENT' },
  });
});

test('that there is no gpg is an error that keeps its cause', async () => {
  jest.replaceProperty(process, 'env', { ...process.env, PATH: '/nowhere' });
  await expect(signed()).rejects.toMatchObject({
    message: expect.stringContaining('gpg cannot be run (ENOENT)'),
    cause: { code: 'ENOENT' },
  });
});
