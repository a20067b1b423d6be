import {
  alikeNames,
  alikePaths,
  type ListedFile,
  planFiles,
} from '../../../../lib/huaweicloud/obs/files/file-names';
import { failureOf } from '../../cloud-of';

function listed(name: string | undefined, groupName?: string): ListedFile {
  return { name, groupName, size: 1n };
}

function pathsOf(...files: ListedFile[]): string[] {
  return planFiles(files).map(({ path }) => path);
}

describe('paths', () => {
  test('a file whose name no other one has goes to the directory itself', () => {
    expect(pathsOf(listed('a', 'one'), listed('b'))).toEqual(['a', 'b']);
  });

  test('files of one name in several groups go to folders of their groups', () => {
    const files = [listed('a', 'one'), listed('a', 'two'), listed('b', 'two')];
    expect(pathsOf(...files)).toEqual(['one/a', 'two/a', 'b']);
  });

  test('names are composed, in the form in which Terraform has them', () => {
    expect(planFiles([listed('A\u0308.tar', 'o\u0308')])).toEqual([
      { name: '\u00c4.tar', path: '\u00c4.tar', groupName: '\u00f6', size: 1n },
    ]);
    expect(pathsOf(listed('\u00c4.tar', 'one'), listed('A\u0308.tar', 'two'))).toEqual([
      'one/\u00c4.tar',
      'two/\u00c4.tar',
    ]);
  });

  test('a file without a group stays in the directory when others of its name have groups', () => {
    expect(pathsOf(listed('a'), listed('a', 'one'))).toEqual(['a', 'one/a']);
  });

  test.each([
    ['a.tar.lz4'],
    ['.hidden'],
    ['-rf'],
    ['two words'],
    ['a'.repeat(255)],
    ['бекап.tar'],
    ['..a'],
    ['console'],
    ['com10.tar'],
    ['a.0123456789abcdef.part'],
    ['.0123456789abcdef.part'],
    ['.a.0123456789abcde.part'],
    ['.a.0123456789abcdef.part.tar'],
    ['.a.0123456789abcdef.journal.0123456'],
    ['.a.0123456789abcdef.part.01234567'],
  ])('%j is a name like any other', (name) => {
    expect(pathsOf(listed(name))).toEqual([name]);
  });
});

describe('names that cannot be used', () => {
  test.each([
    ['../a', 'separator'],
    ['/etc/passwd', 'separator'],
    ['a/b', 'separator'],
    ['a\\b', 'separator'],
    ['.', 'means a directory'],
    ['..', 'means a directory'],
    ['a\0b', 'invisible'],
    ['a\nb', 'invisible'],
    ['a\u001b[2Jb', 'invisible'],
    ['a\u202egnp.exe', 'invisible'],
    ['a\u200bb', 'invisible'],
    ['a\ud800', 'invisible'],
    ['a.', 'dot or a space'],
    ['a ', 'dot or a space'],
    ['...', 'dot or a space'],
    ['con', 'device'],
    ['NUL.tar.lz4', 'device'],
    ['Com1', 'device'],
    ['lpt9.x', 'device'],
    ['CONIN$', 'device'],
    ['a'.repeat(256), 'longer than 255 bytes'],
    ['ä'.repeat(128), 'longer than 255 bytes'],
    ['.a.0123456789abcdef.part', 'reserved'],
    ['.a.0123456789abcdef.journal', 'reserved'],
    ['.a.0123456789ABCDEF.journal.01234567', 'reserved'],
    ['', 'without a name'],
    [undefined, 'without a name'],
  ])('%j is refused: %s', async (name, reason) => {
    const { category, detail } = await failureOf(() => planFiles([listed(name)]));
    expect({ category, detail }).toEqual({
      category: 'answer',
      detail: expect.stringContaining(reason),
    });

    expect(detail).not.toMatch(/[\u0000-\u0009\u001b\u202e]/);
  });

  test('the name of a group is refused like that of a file, if it would be a folder', async () => {
    const files = [listed('a', '..'), listed('a', 'two')];
    expect((await failureOf(() => planFiles(files))).detail).toContain('name of a group');
    expect(pathsOf(listed('a', '..'), listed('b', 'two'))).toEqual(['a', 'b']);
  });

  test('two files of one name without groups, or in one group, are refused', async () => {
    expect((await failureOf(() => planFiles([listed('a'), listed('a')]))).detail).toContain('"a"');
    const files = [listed('a', 'one'), listed('a', 'one')];
    expect((await failureOf(() => planFiles(files))).detail).toContain('"one/a"');
  });

  test('a file with the name of a folder that others need is refused', async () => {
    const files = [listed('one'), listed('a', 'one'), listed('a', 'two')];
    expect((await failureOf(() => planFiles(files))).detail).toContain('the folder of "one/a"');
  });
});

describe('names that some file systems take for the same', () => {
  test.each([
    ['Backup.tar', 'backup.tar'],
    ['\u00c4.tar', '\u00e4.tar'],
  ])('%j and %j are alike', (one, other) => {
    expect(alikePaths(planFiles([listed(one), listed(other)]))).toEqual([one, other]);
  });

  test('a file and a folder can be alike', () => {
    const files = [listed('ONE'), listed('a', 'one'), listed('a', 'two')];
    expect(alikePaths(planFiles(files))).toEqual(['ONE', 'one/a']);
  });

  test('files in different folders are not', () => {
    expect(alikePaths(planFiles([listed('a', 'one'), listed('a', 'two')]))).toBeUndefined();
  });

  test('the error names both, and what to do', () => {
    const { detail } = alikeNames(['A', 'a']);
    expect(detail).toMatch(/"A" and "a" .*\n\nChoose a directory on another file system\./);
  });
});
