/** What publint and "Are the types wrong?" say of the npm packages. jsii-pacmak has asked twine about the wheel. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type Check, Skipped, type Surroundings } from './check';
import { npmPatience, printedBy } from './program';

/** Paths of the npm packages. */
export function tarballsIn(dist: string): string[] {
  const folder = path.join(dist, 'js');
  return readdirSync(folder).map((name) => path.join(folder, name));
}

/** Installs what `scripts/release/tools` locks, outside of the checkout's own packages, and gives the folder. */
function installedTools({ root, scratch }: Surroundings): string {
  const tools = path.join(scratch, 'tools');
  mkdirSync(tools, { recursive: true });
  cpSync(path.join(root, 'scripts', 'release', 'tools'), tools, { recursive: true });
  try {
    printedBy('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...npmPatience], {
      cwd: tools,
    });
  } catch (error) {
    throw new Skipped(`npm could not install them: ${reasonOf(error)}`, { cause: error });
  }
  return path.join(tools, 'node_modules', '.bin');
}

/** Its last line names a log file. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  return lines.find((line) => line.startsWith('npm error')) ?? lines.at(-1) ?? '';
}

export const npmPackages: Check = {
  title: 'publint and attw find nothing in the npm packages',
  run: (around) => {
    const bin = installedTools(around);
    const tarballs = tarballsIn(around.dist);
    for (const tarball of tarballs) {
      printedBy(path.join(bin, 'publint'), [tarball, '--strict', '--level', 'warning']);
      // `.jsii` is read by the tools of jsii; nobody imports it.
      printedBy(path.join(bin, 'attw'), [tarball, '--no-color', '--exclude-entrypoints', '.jsii']);
    }
    return tarballs.map((tarball) => path.basename(tarball)).join(', ');
  },
};
