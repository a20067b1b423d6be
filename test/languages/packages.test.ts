/** What `npm run package` leaves in `dist/`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { filesOf } from '../shipped/zip-reader';
import { dist, fileIn, root } from './app';

const js = path.join(dist, 'js');
const own = path.join(js, `cdktf-huaweicloud-dds-${version}.tgz`);
const twin = path.join(js, `cdktn-huaweicloud-dds-${version}.tgz`);

const namesIn = (tarball: string) =>
  execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n').sort();

const fileOf = (tarball: string, name: string) =>
  execFileSync('tar', ['-xzOf', tarball, `package/${name}`], { maxBuffer: 1e8 });

/** Skips a language that could not be packaged here, of which `npm run package` has told. */
const testOf = (language: string) => (existsSync(path.join(dist, language)) ? test : test.skip);

const [python, go, java] = ['python', 'go', 'java'].map((language) => path.join(dist, language));

test('the package for CDK Terrain has the files of the other one, and the same provider', () => {
  expect(namesIn(twin)).toEqual(namesIn(own));
  const provider = namesIn(own).filter((name) => /build\/(?:packages|cli)\/./.test(name));
  expect(provider).toContain(
    `package/build/packages/terraform-provider-dds_${version}_linux_amd64.zip`,
  );
  for (const name of provider.map((entry) => entry.replace('package/', ''))) {
    expect([name, fileOf(twin, name).equals(fileOf(own, name))]).toEqual([name, true]);
  }
});

test('only the package for CDK Terrain depends on it, and speaks of it', () => {
  const manifest = JSON.parse(fileOf(twin, 'package.json').toString()) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    name: 'cdktn-huaweicloud-dds',
    peerDependencies: { cdktn: '^0.24.0', constructs: '>=10.6.0 <10.8.0' },
  });
  const readme = fileOf(twin, 'README.md').toString();
  expect(readme).toContain('npm install cdktn constructs cdktn-huaweicloud-dds');
  expect(readme.replace(/cdktf\.(?:json|log)/g, '')).not.toMatch(/cdktf/i);
  const headings = (text: string) => text.match(/^## .*/gm);
  const ownReadme = fileOf(own, 'README.md').toString();
  expect(headings(readme)?.length).toBe(headings(ownReadme)?.length);
  const code = namesIn(twin).filter((name) => /build\/.*\.(?:js|d\.ts)$/.test(name));
  expect(code).toContain('package/build/library.js');
  for (const name of code) {
    const text = fileOf(twin, name.replace('package/', '')).toString();
    expect([name, /(?:require\(|from )["']cdktf["']/.test(text)]).toEqual([name, false]);
  }
});

test('the package accepts CDK Terrain under the name of CDKTF', () => {
  expect(JSON.parse(fileOf(own, 'package.json').toString())).toMatchObject({
    peerDependencies: { cdktf: '>=0.21.0 <0.25.0', constructs: '^10.4.2' },
  });
});

/** The npm package that the package of another language contains. */
const carried: Readonly<Record<string, () => Buffer>> = {
  python: () => inZip(fileIn(python!, /\.whl$/), /\.tgz$/),
  java: () => inZip(jar(), /\.tgz$/),
  go: () => readFileSync(fileIn(path.join(go!, 'dds/jsii'), /\.tgz$/)),
};

function jar(): string {
  const names = readdirSync(java!, { recursive: true, encoding: 'utf8' });
  return path.join(
    java!,
    names.find((name) => name.endsWith(`dds-${version}.jar`))!,
  );
}

function inZip(zip: string, name: RegExp): Buffer {
  const found = filesOf(readFileSync(zip)).find((file) => name.test(file.name));
  if (found === undefined) throw new Error(`${zip} has no ${name.source}`);
  return Buffer.from(found.content);
}

describe.each(Object.keys(carried))('%s', (language) => {
  testOf(language)('the package carries the provider', () => {
    const listed = execFileSync('tar', ['-tzf', '-'], { input: carried[language]!() }).toString();
    expect(listed).toContain('build/packages/manifest.json');
    expect(listed).toContain(`terraform-provider-dds_${version}_linux_amd64.zip`);
  });
});

testOf('python')('the README of the Python package is about Python', () => {
  const readme = inZip(fileIn(python!, /\.whl$/), /METADATA$/).toString();
  expect(readme).toContain('pip install cdktf-huaweicloud-dds');
  expect(readme).toContain('from cdktf_huaweicloud_dds import BackupDownloadLinks, DdsProvider');
  expect(readme).toContain('export_outputs(prefix="backup")');
  expect(readme).not.toContain('npm install cdktf constructs');
});

testOf('python')('Python allows for every CDKTF that npm does', () => {
  const metadata = inZip(fileIn(python!, /\.whl$/), /METADATA$/).toString();
  expect(metadata).toContain('Requires-Dist: cdktf <0.25.0,>=0.21.0');
  expect(metadata).toContain('Requires-Dist: constructs <11.0.0,>=10.4.2');
});

testOf('go')('in Go the package is dds, and its README is about Go', () => {
  const read = (name: string) => readFileSync(path.join(go!, 'dds', name), 'utf8');
  expect(read('go.mod')).toContain(
    'module github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds-go/dds\n',
  );
  expect(read('BackupQuery.go')).toContain('func NewBackupQuery(');
  expect(read('README.md')).toContain('go get github.com/cdktf-huaweicloud/');
  for (const text of [read('README.md'), read('BackupDownload.go')]) {
    expect(text).toMatch(/&dds\.\w+\{/);
    expect(text).not.toMatch(/&[A-Z]\w*\{|: (?:map\[string\]|\[\])\S*\{$/m);
  }
});

test('no file says where it was made', () => {
  const command = `for file in $(find js go -name '*.tgz'); do tar -xzOf $file | grep -c -a -F "$0" || true; done; grep -rlaF "$0" . || true`;
  const found = execFileSync('sh', ['-c', command, root], { cwd: dist, encoding: 'utf8' });
  expect(found.split('\n').filter((line) => line !== '0' && line !== '')).toEqual([]);
});
