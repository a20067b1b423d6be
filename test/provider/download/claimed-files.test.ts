import { claimedFiles } from '../../../lib/provider/download/claimed-files';

const answers = (object: string, ...paths: string[]) =>
  claimedFiles.removing(object, (mayGo) => Promise.resolve(paths.map(mayGo)));

test('what nobody has claimed may go', async () => {
  expect(await answers('one', '/unclaimed/file', '/unclaimed')).toEqual([true, true]);
});

test('what another object has claimed may not go, nor the directories around it', async () => {
  await claimedFiles.claim('one', '/claimed/deep', ['file', 'group/file']);
  const paths = ['/claimed/deep/file', '/claimed/deep/group', '/claimed/deep', '/claimed', '/'];
  expect(await answers('other', ...paths)).toEqual([false, false, false, false, false]);
  expect(await answers('other', '/claimed/deep/more', '/claimed/de')).toEqual([true, true]);
  expect(await answers('one', ...paths)).toEqual([true, true, true, true, true]);
});

test('an object that claims a file waits until a removal has ended', async () => {
  const events: string[] = [];
  let end: () => void = () => undefined;
  const removal = claimedFiles.removing('one', async (mayGo) => {
    events.push(`removing, ${mayGo('/waiting/file')}`);
    await new Promise<void>((resolve) => (end = resolve));
    events.push('removed');
  });
  const claim = claimedFiles
    .claim('other', '/waiting', ['file'])
    .then(() => events.push('claimed'));
  await new Promise(setImmediate);
  end();
  await Promise.all([removal, claim]);
  expect(events).toEqual(['removing, true', 'removed', 'claimed']);
});

test('a removal that fails keeps nobody waiting', async () => {
  const failure = new Error('disk');
  const removal = claimedFiles.removing('one', () => Promise.reject(failure));
  await expect(removal).rejects.toBe(failure);
  expect(await answers('one', '/after')).toEqual([true]);
});
