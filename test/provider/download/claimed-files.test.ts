import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { claimedFiles } from '../../../lib/provider/download/claimed-files';
import {
  type TemporaryDirectory,
  temporaryDirectory,
} from '../../huaweicloud/obs/download-fixture';

let temporary: TemporaryDirectory;
let directory: string;

beforeEach(async () => {
  temporary = await temporaryDirectory();
  directory = join(temporary.path, 'one');
});

afterEach(() => temporary.remove());

const claim = (object: string, ...paths: string[]) =>
  claimedFiles.claiming(object, { directory, paths }, () => mkdir(directory, { recursive: true }));

const answers = (object: string, ...paths: string[]) =>
  claimedFiles.removing(object, directory, (mayGo) => Promise.resolve(paths.map(mayGo)));

test('what nobody has claimed may go', async () => {
  expect(await answers('one', 'file')).toEqual([true]);
});

test('what another object has claimed may not go', async () => {
  await claim('one', 'file', 'group/file');
  const paths = ['file', 'group/file', 'more'];
  expect(await answers('other', ...paths)).toEqual([false, false, true]);
  expect(await answers('one', ...paths)).toEqual([true, true, true]);
});

test('a file belongs to the last object that has claimed it: the first may have failed', async () => {
  await claim('one', 'file');
  await claim('other', 'file');
  expect(await answers('one', 'file')).toEqual([false]);
  expect(await answers('other', 'file')).toEqual([true]);
});

test('a directory may be reached through a symbolic link', async () => {
  await claim('one', 'file');
  directory = join(temporary.path, 'link');
  await symlink('one', directory);
  expect(await answers('other', 'file')).toEqual([false]);
});

test('what an object had that was destroyed may go', async () => {
  await claim('one', 'file');
  claimedFiles.release('one');
  expect(await answers('other', 'file')).toEqual([true]);
});

test('an object finds out what is there when a removal has ended', async () => {
  const events: string[] = [];
  let end: () => void = () => undefined;
  let removal: Promise<void> | undefined;
  const begun = new Promise<void>((begin) => {
    removal = claimedFiles.removing('one', directory, async (mayGo) => {
      events.push(`removing, ${mayGo('file')}`);
      begin();
      await new Promise<void>((resolve) => (end = resolve));
      events.push('removed');
    });
  });
  const claiming = claimedFiles.claiming('other', { directory, paths: ['file'] }, () => {
    events.push('finding out');
    return mkdir(directory);
  });
  await begun;
  end();
  await Promise.all([removal, claiming]);
  expect(events).toEqual(['removing, true', 'removed', 'finding out']);
});

test('a removal that fails keeps nobody waiting', async () => {
  const failure = new Error('disk');
  const removal = claimedFiles.removing('one', directory, () => Promise.reject(failure));
  await expect(removal).rejects.toBe(failure);
  expect(await answers('one', 'after')).toEqual([true]);
});
