/** Signs, with a key that nobody trusts, what the workflow `release.yml` signs with the real one, and verifies it. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { name } from '../../package.json';
import { type Check, Skipped, type Surroundings } from './check';
import { printedBy } from './program';
import { newKey, type ThrowAwayKey } from './throw-away-key';

/** Does work that needs a key. */
function withKey<T>(around: Surroundings, work: (key: ThrowAwayKey) => T): T {
  const key = newKey(around);
  try {
    return work(key);
  } finally {
    key.end();
  }
}

export const signedProvider: Check = {
  title: 'the provider can be signed for registries',
  run: (around) =>
    withKey(around, (key) => {
      const release = path.join(around.scratch, 'provider');
      // The published one, as in the workflow.
      const tarball = path.join(around.dist, 'js', `${name}-${around.version}.tgz`);
      printedBy('tar', ['-xzf', tarball, '-C', around.scratch]);
      const command = path.join(around.scratch, 'package', 'build', 'cli', 'dds-backup.cjs');
      const args = [command, 'provider', 'pack', '--directory', release];
      printedBy(process.execPath, args, { env: key.env });
      const sums = path.join(release, `terraform-provider-dds_${around.version}_SHA256SUMS`);
      key.verify(`${sums}.sig`, sums);
      return `${zipsIn(release)} zips, ${path.basename(sums)}.sig`;
    }),
};

const zipsIn = (folder: string) =>
  readdirSync(folder).filter((name) => name.endsWith('.zip')).length;

export const mavenBundle: Check = {
  title: 'a bundle for Maven Central can be signed',
  run: (around) => {
    const repository = path.join(around.dist, 'java');
    if (!existsSync(repository)) throw new Skipped('there is no Java package');
    return withKey(around, (key) => {
      const bundle = path.join(around.scratch, 'bundle.zip');
      const script = path.join(around.root, 'scripts', 'release', 'maven-bundle.sh');
      printedBy(script, [repository, bundle], { env: key.env });
      const unpacked = path.join(around.scratch, 'bundle');
      printedBy('unzip', ['-q', bundle, '-d', unpacked]);
      const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
      const signed = files.filter((name) => /\.(?:jar|pom)$/.test(name));
      for (const name of signed) {
        key.verify(path.join(unpacked, `${name}.asc`), path.join(unpacked, name));
      }
      if (signed.length !== 4)
        throw new Error(`3 jars and a pom must be in it, not ${signed.join(', ')}`);
      return `${signed.length} files, each with .asc, .md5 and .sha1`;
    });
  },
};
