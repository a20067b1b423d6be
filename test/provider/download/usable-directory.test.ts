import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DownloadScene } from './download-scene';

let scene: DownloadScene;
beforeEach(async () => {
  scene = await DownloadScene.start();
});

const at = (...names: string[]) => join(scene.parent, ...names);

async function problemsWith(directory: string): Promise<readonly string[]> {
  const planned = await scene.downloads.plan(scene.configOf('single', { directory }));
  return planned.diagnostics;
}

describe('a plan reports', () => {
  test.each<[string, string, () => Promise<unknown>]>([
    ['a file in the place of the directory', 'is a file', () => writeFile(at('one'), '')],
    ['a symbolic link', 'is a symbolic link. Use the path it leads to', linkToDirectory],
    ['a link that leads nowhere', 'is a symbolic link', () => symlink('/nowhere/x', at('one'))],
    ['a link that leads to itself', 'is a symbolic link', () => symlink('one', at('one'))],
  ])('%s', async (_, said, make) => {
    await make();
    expect(await problemsWith(at('one'))).toEqual([
      expect.stringMatching(new RegExp(`Not a directory.*one ${said}.* @ directory$`, 's')),
    ]);
  });

  test.each<[string, string, () => Promise<unknown>]>([
    ['a file', 'is a file', () => writeFile(at('one'), '')],
    ['a link to a file', 'is a symbolic link to a file', linkToFile],
    ['a link that leads nowhere', 'that leads nowhere', () => symlink('/nowhere', at('one'))],
  ])('%s on the way to the directory', async (_, said, make) => {
    await make();
    expect(await problemsWith(at('one', 'two'))).toEqual([
      expect.stringMatching(new RegExp(`Not a directory.*one .*${said}.* @ directory$`, 's')),
    ]);
  });
});

test('a link to a directory may be on the way', async () => {
  await linkToDirectory();
  expect(await problemsWith(at('one', 'two'))).toEqual([]);
});

test('what has got into the way since the plan is reported by the apply', async () => {
  const planned = await scene.downloads.plan(scene.configOf('single'));
  await writeFile(at('made'), '');
  const { state, diagnostics } = await scene.downloads.apply(planned);
  expect(state).toBeNull();
  expect(diagnostics).toEqual([expect.stringMatching(/made is a file.* @ directory$/s)]);
});

async function linkToDirectory() {
  await mkdir(at('real'));
  await symlink(at('real'), at('one'));
}

async function linkToFile() {
  await writeFile(at('real'), '');
  await symlink(at('real'), at('one'));
}

test('a directory that begins with a tilde is refused before anything is planned', async () => {
  const problems = await scene.downloads.validate(
    scene.configOf('single', { directory: '~/backup' }),
  );
  expect(problems).toEqual([
    'error: Invalid value of "directory"; It starts with "~", which only shells expand: write the whole path, or use pathexpand(). @ directory',
  ]);
});
