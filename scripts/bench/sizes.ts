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
  const size = (name: string) => kilobytes(statSync(path.join(providerFolder, name)).size);
  console.log(`provider: ${size('provider.cjs')} to start, ${size('calls.cjs')} to answer calls`);
}
