import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import manifest from '../../package.json';

interface Destination {
  readonly where: string;
  /** Paths below `dist/`. */
  readonly files: RegExp;
}

const { maven } = manifest.jsii.targets.java;

const destinations: readonly Destination[] = [
  { where: 'npm', files: /^js\// },
  { where: 'PyPI', files: /^python\// },
  { where: `Maven Central, ${maven.groupId}`, files: /^java\/.*\.(?:jar|pom)$/ },
  { where: manifest.jsii.targets.go.moduleName, files: /^go\/.*\.tgz$/ },
  {
    where: 'GitHub release',
    files: /^provider\/terraform-|^standalone\/.*\.zip$|^sbom\/|^release-notes/,
  },
];

/** Prints what would be published, and where. */
export async function showDestinations(dist: string): Promise<void> {
  const names = (await readdir(dist, { recursive: true })).sort();
  for (const { where, files } of destinations) {
    const chosen = names.filter((name) => files.test(name));
    console.log(`\n${where}${chosen.length === 0 ? ': nothing, because it was left out' : ''}`);
    for (const name of chosen) {
      const { size } = await stat(path.join(dist, name));
      console.log(`  ${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`);
    }
  }
}
