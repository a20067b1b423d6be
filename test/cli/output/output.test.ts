import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Output } from '../../../lib/cli/output/output';
import { commandFile } from '../command';
import { scratchDirectory } from '../scratch';

test('a full disk behind standard output is an error', () => {
  const full = openSync('/dev/full', 'w');
  const args = ['provider', 'pack', '--directory', scratchDirectory(), '--quiet'];
  const { status, stderr } = spawnSync(commandFile, args, { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  expect(status).toBe(1);
  expect(stderr.toString()).toMatch(/^error: Standard output cannot be written \(ENOSPC\)\.\n$/);
});

test('the error about standard output keeps its cause', async () => {
  const cause = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  type Write = (text: string, done: (failure: Error) => void) => boolean;
  const write = jest.spyOn(process.stdout, 'write') as unknown as jest.SpiedFunction<Write>;
  write.mockImplementationOnce((_, done) => {
    done(cause);
    return false;
  });
  await expect(new Output({ color: false }).result('text')).rejects.toMatchObject({ cause });
  write.mockRestore();
});

test('a reader that has gone away ends the command quietly', () => {
  const args = [
    '-c',
    `"$0" provider install --directory "$1" --quiet | true; echo "\${PIPESTATUS[0]}"`,
  ];
  const { stdout, stderr } = spawnSync('bash', [...args, commandFile, scratchDirectory()]);
  expect({ stdout: stdout.toString(), stderr: stderr.toString() }).toEqual({
    stdout: '0\n',
    stderr: '',
  });
});
