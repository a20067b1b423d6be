import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { providerFolder, root } from './built';

export function sizes(): void {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [tarball] = JSON.parse(stdout) as [{ size: number; unpackedSize: number }];
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;
  console.log(`npm tarball: ${kilobytes(tarball.size)}`);
  console.log(
    `start-up chunk: ${kilobytes(statSync(path.join(providerFolder, 'provider.cjs')).size)}`,
  );
}
