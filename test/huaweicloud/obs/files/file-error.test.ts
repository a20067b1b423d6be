import { CloudError } from '../../../../lib/huaweicloud/errors/cloud-error';
import { about, fileError, fileReasons } from '../../../../lib/huaweicloud/obs/files/file-error';
import { failureOf } from '../../cloud-of';

const failing = (error: Error) => () => about('/backups/file', () => Promise.reject(error));
const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });

test.each(Object.keys(fileReasons))('%s has a meaning and a next step', (code) => {
  const { summary, detail } = fileError('/backups/file', { code });
  expect(summary).toBe('File cannot be written');
  expect(detail).toMatch(
    new RegExp(String.raw`^/backups/file cannot be written\. [A-Z].*\. \(${code}\)\n\n[A-Z].*\.$`),
  );
});

test('a code that nobody knows is told as it is', () => {
  expect(fileError('/backups/file', { code: 'EWEIRD' }).detail).toBe(
    '/backups/file cannot be written. The system does not say more. (EWEIRD)\n\n' +
      'Look at the file system. Then run again: the download continues where it stopped.',
  );
});

test('an error of the system becomes one about the path, with its code', async () => {
  const cause = systemError('ENOSPC');
  const failure = await failureOf(failing(cause));
  expect(failure).toMatchObject({ category: 'file', code: 'ENOSPC', cause });
});

test.each([
  new Error('no error of the system'),
  new CloudError({ category: 'state', summary: 'Other', means: 'Something else.' }),
])('any other error stays what it is: %s', async (error) => {
  await expect(failing(error)()).rejects.toBe(error);
});
