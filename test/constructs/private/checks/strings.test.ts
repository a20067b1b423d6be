import { TerraformStack, Testing } from 'cdktf';
import { BackupDownloadLinks } from '../../../../lib';

class Circle {
  readonly self = this;
}

test.each<[string, unknown, string]>([
  ['an object', { id: 'a' }, '{"id":"a"}'],
  ['an empty object', {}, '{}'],
  ['an object without prototype', Object.create(null), '{}'],
  ['an object that contains itself', new Circle(), '[object Object]'],
  ['a list that contains a BigInt', [1n], '[object Array]'],
  ['a BigInt', 12345678901234567890n, '12345678901234567890'],
  ['a Set', new Set(['a']), '[object Set]'],
  ['a Promise', Promise.resolve('a'), '[object Promise]'],
  ['a function', () => 'a', '[object Function]'],
  ['a symbol', Symbol('a'), '[object Symbol]'],
])('the message about a string names %s in its place', (_, instanceId, shown) => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const props = { instanceId: instanceId as string, backupId: 'backup' };
  expect(() => new BackupDownloadLinks(stack, 'links', props)).toThrow(
    `stack/links: instanceId must be a string, got ${shown}`,
  );
});
