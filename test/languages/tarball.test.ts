/** The files in the packages of `dist/`: all that are needed, and no others. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { filesOf } from '../shipped/zip-reader';
import { dist, fileIn, root } from './app';

const js = path.join(dist, 'js');

const listed = (tarball: string, ...options: string[]) =>
  execFileSync('tar', [...options, '-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n');

/** Paths of the constructs and L1 bindings, without extension, as they are below `lib/` and `build/`. */
const compiled = ['constructs', 'imports'].flatMap((folder) =>
  readdirSync(path.join(root, 'lib', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.slice(0, -'.ts'.length)}`),
);

const zip = `terraform-provider-dds_${version}_linux_amd64.zip`;

/** A part of a program that esbuild has named: what it begins with, and a hash of what is in it. */
const chunk = /^(?:[a-z]+-)+[0-9A-Z]{8}\.cjs$/;

describe.each(['cdktf-huaweicloud-dds', 'cdktn-huaweicloud-dds'])('the npm package %s', (name) => {
  const tarball = path.join(js, `${name}-${version}.tgz`);
  const names = () => listed(tarball).map((file) => file.replace(/^package\//, ''));

  test('has the constructs with their types, the command, the provider, and five documents', () => {
    const isChunk = (file: string) =>
      path.dirname(file) === 'build/cli' && chunk.test(path.basename(file));
    const chunks = names().filter(isChunk);
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.length).toBeLessThan(10);
    expect(
      names()
        .filter((file) => !isChunk(file))
        .sort(),
    ).toEqual(
      [
        ...['.jsii', 'LICENSE', 'NOTICE', 'README.md', 'package.json'],
        ...['NOTICE', 'dds-backup.cjs', 'main.cjs', 'cloud.cjs', 'download.cjs', 'socks.cjs'].map(
          (file) => `build/cli/${file}`,
        ),
        ...['build/packages/manifest.json', `build/packages/${zip}`],
        ...['build/index.js', 'build/library.js'],
        ...[...compiled, 'index'].map((file) => `build/${file}.d.ts`),
      ].sort(),
    );
  });

  test('is smaller than 400 kB', () => {
    expect(statSync(tarball).size).toBeLessThan(400_000);
  });

  test('runs nothing when it is installed', () => {
    const text = execFileSync('tar', ['-xzOf', tarball, 'package/package.json']).toString();
    const manifest = JSON.parse(text) as { scripts?: object; gypfile?: boolean };
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(manifest.scripts ?? {}).not.toHaveProperty(script);
    }
    expect(names()).not.toContain('binding.gyp'); // npm would compile it
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('bundleDependencies');
  });

  test('has files that everyone can read, and one that can be run', () => {
    const modes = listed(tarball, '-v').map((line) => line.split(/\s+/));
    const running = modes.filter(([mode]) => mode !== '-rw-r--r--');
    expect(running.map(([mode, ...rest]) => [mode, rest.at(-1)])).toEqual([
      ['-rwxr-xr-x', 'package/build/cli/dds-backup.cjs'],
    ]);
  });
});

test.each(['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'])(
  'the provider for %s has its code, its licence and the notices of what it contains',
  (platform) => {
    const file = path.join(dist, 'provider', `terraform-provider-dds_${version}_${platform}.zip`);
    const names = filesOf(readFileSync(file)).map((entry) => entry.name);
    expect(names.filter((name) => !chunk.test(name)).sort()).toEqual(
      [
        ...['LICENSE', 'NOTICE', 'package.json', 'terraform-provider-dds'],
        ...['provider.cjs', 'connection.cjs', 'calls.cjs', 'cloud.cjs', 'socks.cjs'],
      ].sort(),
    );
  },
);

/** Skips what could not be packaged here, of which `npm run package` has told. */
const testOf = (folder: string) => (existsSync(path.join(dist, folder)) ? test : test.skip);

const license = readFileSync(path.join(root, 'LICENSE'));
const notice = readFileSync(path.join(root, 'NOTICE'));

function expectLicence(read: (name: string) => Uint8Array): void {
  expect(Buffer.from(read('LICENSE')).equals(license)).toBe(true);
  expect(Buffer.from(read('NOTICE')).equals(notice)).toBe(true);
}

const inZip = (file: string) => (name: string) => {
  const found = filesOf(readFileSync(file)).find((entry) => `/${entry.name}`.endsWith(`/${name}`));
  if (found === undefined) throw new Error(`${file} has no ${name}`);
  return found.content;
};

testOf('python')('the Python package is a wheel with licence and notice, and nothing else', () => {
  expect(readdirSync(path.join(dist, 'python'))).toEqual([expect.stringMatching(/\.whl$/)]);
  expectLicence(inZip(fileIn(path.join(dist, 'python'), /\.whl$/)));
});

testOf('java')('the jar has licence and notice', () => {
  const names = readdirSync(path.join(dist, 'java'), { recursive: true, encoding: 'utf8' });
  const jars = names.filter((name) => /dds-[\d.]+\.jar$/.test(name));
  expect(jars).toHaveLength(1);
  for (const name of jars) {
    expectLicence((entry) => inZip(path.join(dist, 'java', name))(`META-INF/${entry}`));
  }
});

testOf('go')('the Go module has licence and notice', () => {
  expectLicence((name) => readFileSync(path.join(dist, 'go', 'dds', name)));
});

testOf('standalone')('the provider with Node.js in it has the licence of that, too', () => {
  const folder = path.join(dist, 'standalone', 'terraform.internal', 'huaweicloud', 'dds');
  const files = filesOf(readFileSync(fileIn(folder, /\.zip$/)));
  expect(files.map(({ name }) => name).sort()).toEqual(
    ['LICENSE', 'LICENSE-Node.js', 'NOTICE', 'terraform-provider-dds'].sort(),
  );
  const ofNode = files.find(({ name }) => name === 'LICENSE-Node.js');
  expect(Buffer.from(ofNode?.content ?? []).toString()).toContain('Node.js is licensed for use');
});
