import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import { systemCode } from '../../../lib/huaweicloud/errors/system-code';
import { fileError } from '../../../lib/huaweicloud/obs/files/file-error';

const { EDQUOT, ESTALE } = constants.errno;

/** As Node throws it. */
function systemError(number: number): Error {
  const code = getSystemErrorName(-number);
  return Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
}

test.each([
  ['EDQUOT', EDQUOT],
  ['ESTALE', ESTALE],
  ['ENOSPC', constants.errno.ENOSPC],
])('%s has its name, whether or not Node knows it', (name, number) => {
  expect(systemCode(systemError(number))).toBe(name);
});

test('a number that the system does not know either stays as it is', () => {
  const code = 'Unknown system error -99999';
  expect(systemCode({ code })).toBe(code);
});

test('a quota that is used up is told as such', () => {
  const { detail, code } = fileError('/backup/one.tar', systemError(EDQUOT));
  expect([code, detail]).toEqual([
    'EDQUOT',
    expect.stringContaining('The quota of this user is used up. (EDQUOT)'),
  ]);
});
