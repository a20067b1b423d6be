import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { project } from './shipped-package';

const root = path.join(__dirname, '../..');

test('what tests leave in build/ is not packed', () => {
  const npm = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const packed = JSON.parse(execFileSync('npm', npm, { cwd: root, encoding: 'utf8' })) as [
    { files: { path: string }[] },
  ];
  const files = packed[0].files.map((file) => file.path);
  expect(files).toContain('build/constructs/backup.d.ts');
  const leftovers = `${path.relative(root, project)}/`;
  expect(files.filter((file) => file.startsWith(leftovers))).toEqual([]);
});
