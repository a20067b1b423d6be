import { claimedFiles } from '../../../lib/provider/download/claimed-files';

const claim = (object: string, directory: string, ...paths: string[]) =>
  claimedFiles.claiming(object, { directory, paths }, () => Promise.resolve());

const answers = (object: string, ...paths: string[]) =>
  claimedFiles.removing(object, (mayGo) => Promise.resolve(paths.map(mayGo)));

test('what nobody has claimed may go', async () => {
  expect(await answers('one', '/unclaimed/file')).toEqual([true]);
});

test('what another object has claimed may not go', async () => {
  await claim('one', '/claimed', 'file', 'group/file');
  const paths = ['/claimed/file', '/claimed/group/file', '/claimed/more'];
  expect(await answers('other', ...paths)).toEqual([false, false, true]);
  expect(await answers('one', ...paths)).toEqual([true, true, true]);
});

test('a file belongs to the last object that has claimed it: the first may have failed', async () => {
  await claim('one', '/twice', 'file');
  await claim('other', '/twice', 'file');
  expect(await answers('one', '/twice/file')).toEqual([false]);
  expect(await answers('other', '/twice/file')).toEqual([true]);
});

test('what an object had that was destroyed may go', async () => {
  await claim('one', '/released', 'file');
  claimedFiles.release('one');
  expect(await answers('other', '/released/file')).toEqual([true]);
});

test('an object finds out what is there when a removal has ended', async () => {
  const events: string[] = [];
  let end: () => void = () => undefined;
  const removal = claimedFiles.removing('one', async (mayGo) => {
    events.push(`removing, ${mayGo('/waiting/file')}`);
    await new Promise<void>((resolve) => (end = resolve));
    events.push('removed');
  });
  const files = { directory: '/waiting', paths: ['file'] };
  const claiming = claimedFiles.claiming('other', files, () => {
    events.push('finding out');
    return Promise.resolve();
  });
  await new Promise(setImmediate);
  end();
  await Promise.all([removal, claiming]);
  expect(events).toEqual(['removing, true', 'removed', 'finding out']);
});

test('a removal that fails keeps nobody waiting', async () => {
  const failure = new Error('disk');
  const removal = claimedFiles.removing('one', () => Promise.reject(failure));
  await expect(removal).rejects.toBe(failure);
  expect(await answers('one', '/after')).toEqual([true]);
});
