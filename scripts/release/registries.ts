/** Rehearses what publishes, as far as that is possible without a registry. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Check, Skipped } from './check';
import { tarballsIn } from './package-linters';
import { npmPatience, printedBy } from './program';

export const npmPublish: Check = {
  title: 'npm would publish',
  run: ({ dist, scratch }) => {
    const published = rehearsedWithNpm(dist, scratch);
    return published.map(({ id }) => id).join(', ');
  },
};

export const goModule: Check = {
  title: 'the Go module gets into a repository, with its tag',
  run: ({ root, dist, scratch, version }) => {
    const module = path.join(dist, 'go');
    if (!existsSync(module)) throw new Skipped('there is no Go package');
    const repository = path.join(scratch, 'go-module.git');
    const work = path.join(scratch, 'go-module');
    printedBy('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
    const script = path.join(root, 'scripts', 'release', 'go-module.sh');
    printedBy(script, [module, repository, version]);
    const tag = `dds/v${version}`;
    printedBy('git', ['clone', '--quiet', '--branch', tag, repository, work]);
    printedBy('git', [
      'diff',
      '--no-index',
      '--quiet',
      path.join(work, 'dds'),
      path.join(module, 'dds'),
    ]);
    return tag;
  },
};

/** Npm asks the registry whether the version is there already. */
function rehearsedWithNpm(dist: string, scratch: string): { id: string }[] {
  return tarballsIn(dist).flatMap((tarball) => {
    const args = ['publish', '--dry-run', '--json', '--access', 'public', tarball];
    try {
      const said = printedBy('npm', [...args, ...npmPatience], { cwd: scratch });
      return Object.values(JSON.parse(said) as Record<string, { id: string }>);
    } catch (error) {
      throw unreachable(error)
        ? new Skipped('the registry does not answer', { cause: error })
        : error;
    }
  });
}

function unreachable(error: unknown): boolean {
  return (
    error instanceof Error &&
    /\b(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|E\w*TIMEDOUT)\b/.test(error.message)
  );
}
