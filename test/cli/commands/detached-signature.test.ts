// Signing itself is tested with the command that does it: pack-provider.test.ts.
import os from 'node:os';
import { detachedSignature } from '../../../lib/cli/commands/detached-signature';

afterEach(() => jest.restoreAllMocks());

test('that no key ring can be made is an error that keeps its cause', async () => {
  jest.spyOn(os, 'tmpdir').mockReturnValue('/nowhere');
  const key = { armored: 'key', passphrase: '' };
  const signed = detachedSignature('content', key, new AbortController().signal);
  await expect(signed).rejects.toMatchObject({
    message: expect.stringContaining('cannot be made in /nowhere (ENOENT).'),
    cause: { code: 'ENOENT' },
  });
});
