import { ddsBackup } from './command';

/** Tests that each of these ends with exit code 2, writes no result, and says what is wrong. */
export function testUsageErrors(
  cases: readonly (readonly [title: string, args: readonly string[], message: RegExp | string])[],
): void {
  test.each(cases)('%s ends with 2 and says what is wrong', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await ddsBackup(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain('--help');
  });
}
