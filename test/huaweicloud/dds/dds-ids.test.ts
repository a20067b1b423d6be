import { wrongBackupId, wrongInstanceId } from '../../../lib/huaweicloud/dds/dds-ids';
import { ownNames, withNames } from '../../../lib/huaweicloud/errors/setting-names';

const instance = '0123456789abcdef0123456789abcdefin02';
const backup = '0123456789abcdef0123456789abcdefbr02';

test('ids of the right kind, and those of a form that is not known, can be right', () => {
  expect(wrongInstanceId(instance)).toBeUndefined();
  expect(wrongBackupId(backup)).toBeUndefined();
  expect(wrongInstanceId('one-of-tomorrow')).toBeUndefined();
});

test('the ID of a backup is not that of an instance', () => {
  expect(withNames(wrongInstanceId(backup)!, ownNames)).toBe(
    `"${backup}" is the ID of a backup, not of an instance. Are instanceId and backupId swapped?`,
  );
  expect(wrongBackupId(instance)).toContain('is the ID of an instance, not of a backup.');
});

test.each(['', ' ', 'a b', '../x', 'x'.repeat(65)])('%p cannot be an ID', (id) => {
  expect(wrongInstanceId(id)).toContain('IDs look like');
  expect(wrongBackupId(id)).toContain('IDs look like');
});
