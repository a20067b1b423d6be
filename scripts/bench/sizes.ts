import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { providerFolder, root } from './built';
import { amountRow, type Row } from './row';

/** KiB. */
const MOST = { start: 200, provider: 1024, tarball: 1229 };

export function sizes(): Promise<Row[]> {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [tarball] = JSON.parse(stdout) as [{ size: number }];
  const size = (name: string) => statSync(path.join(providerFolder, name)).size / 1024;
  const whole = readdirSync(providerFolder).reduce((sum, name) => sum + size(name), 0);
  return Promise.resolve([
    amountRow('what the provider starts with', size('provider.cjs'), 'KiB', MOST.start),
    amountRow('what is loaded while the engine connects', size('connection.cjs'), 'KiB'),
    amountRow('what answers calls', size('calls.cjs'), 'KiB'),
    amountRow('what asks the cloud', size('cloud.cjs'), 'KiB'),
    amountRow('the whole provider', whole, 'KiB', MOST.provider),
    amountRow('npm tarball', tarball.size / 1024, 'KiB', MOST.tarball),
  ]);
}
