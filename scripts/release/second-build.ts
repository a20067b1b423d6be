/** Builds everything a second time, elsewhere and in other circumstances, and compares the bytes of what is published. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Check, type Surroundings } from './check';
import { printedBy } from './program';

/** Files in `dist/` that reach nobody: Maven Central writes its own metadata, and for .NET there is no package yet. */
const unpublished = /maven-metadata\.xml|^dotnet\/|^release-notes\.md$/;

/** SHA-256 by path below `dist`. */
export function hashesIn(dist: string): Map<string, string> {
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)))
    .filter((name) => !unpublished.test(name));
  return new Map(
    files.sort().map((name) => {
      const content = readFileSync(path.join(dist, name));
      return [name, createHash('sha256').update(content).digest('hex')] as const;
    }),
  );
}

/** Names of what is in only one of them, or has another hash there. */
export function differences(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((name) => one.get(name) !== other.get(name));
}

export const reproducible: Check = {
  title: 'a second build elsewhere gives the same bytes',
  run: (around) => {
    const checkout = secondCheckout(around);
    printedBy('npm', ['run', 'package'], {
      cwd: checkout,
      env: { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'C' },
      longest: 900,
    });
    const ours = hashesIn(around.dist);
    const different = differences(ours, hashesIn(path.join(checkout, 'dist')));
    if (different.length > 0) throw new Error(`these differ:\n${different.join('\n')}`);
    return `${ours.size} files`;
  },
};

/** What is committed, with the modes of a strict umask, in another folder. */
function secondCheckout({ root, scratch }: Surroundings): string {
  const checkout = path.join(scratch, 'another-checkout');
  mkdirSync(checkout);
  const archive = path.join(scratch, 'checkout.tar');
  printedBy('git', ['archive', '--output', archive, 'HEAD'], { cwd: root });
  printedBy('sh', ['-c', 'umask 077 && tar -xf "$1"', 'sh', archive], { cwd: checkout });
  copyModules(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
  return checkout;
}

/** As hard links where that is possible: no build changes them. */
function copyModules(from: string, to: string): void {
  try {
    printedBy('cp', ['-a', '-l', from, to]);
  } catch {
    if (!existsSync(to)) mkdirSync(to);
    printedBy('cp', ['-Rp', `${from}/.`, to], { longest: 300 });
  }
}
