import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
import { arch, platform } from 'node:os';
import path from 'node:path';
import { writePackages } from '../../../scripts/bundle/packages';
import { editionOf } from './installed-library';

/** Where an engine looks for providers before it asks a registry. */
const mirrorIn = (home: string, source: string) => path.join(home, '.terraform.d/plugins', source);

/** Our own provider under another name, at hand in the mirror of the home directory. */
export async function provideRenamed(home: string, source: string, versions: string[]) {
  const type = path.basename(source);
  for (const version of versions) {
    const files = editionOf(0).map((file) =>
      file.mode === 0o755 ? { ...file, name: `terraform-provider-${type}` } : file,
    );
    const folder = path.join(home, 'packed', version);
    const { packages } = await writePackages(folder, { source, version, files });
    const mirror = mirrorIn(home, source);
    mkdirSync(mirror, { recursive: true });
    for (const name of packages) copyFileSync(path.join(folder, name), path.join(mirror, name));
  }
}

/**
 * `hashicorp/time`, compiled by Go, at hand in the mirror of the home directory, as if it came from the registry of either
 * engine. False where there is no Go.
 */
export function provideTime(home: string, versions: string[]): boolean {
  const built = mirrorIn(home, 'registry.terraform.io/hashicorp/time');
  const isHere = versions.every((version) => {
    const GOBIN = path.join(built, version, `${platform()}_${arch() === 'x64' ? 'amd64' : arch()}`);
    const { status } = spawnSync(
      'go',
      ['install', `github.com/hashicorp/terraform-provider-time@v${version}`],
      { env: { ...process.env, GOBIN, GOFLAGS: '-buildvcs=false' }, timeout: 120_000 },
    );
    return status === 0;
  });
  const copy = mirrorIn(home, 'registry.opentofu.org/hashicorp/time');
  if (isHere) cpSync(built, copy, { recursive: true });
  return isHere;
}
