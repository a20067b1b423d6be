import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  developmentVersion,
  h1Of,
  writePackages,
  writeFolder,
  zipOf,
} from '../../../scripts/bundle/packages';

const files = [
  { name: 'terraform-provider-dds', content: Buffer.from('#!/bin/sh\n'), mode: 0o755 },
  { name: 'NOTICE', content: Buffer.from('thanks\n'), mode: 0o644 },
];
const source = 'terraform.internal/huaweicloud/dds';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dds-packages-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('h1 is the hash of the sorted list of file hashes', () => {
  // sha256sum NOTICE terraform-provider-dds | sha256sum | xxd -r -p | base64
  expect(h1Of(files)).toBe('h1:XZ+ZTrUAo3raN2gUhQ/C+FOXwrUIrjMHX17+1F92Swk=');
});

test('there is one package a platform, and a manifest that names them', async () => {
  const manifest = await writePackages(folder, { source, version: '1.2.3', files });
  expect(manifest).toEqual({
    source,
    version: '1.2.3',
    h1: h1Of(files),
    packages: [
      'terraform-provider-dds_1.2.3_linux_amd64.zip',
      'terraform-provider-dds_1.2.3_linux_arm64.zip',
      'terraform-provider-dds_1.2.3_darwin_amd64.zip',
      'terraform-provider-dds_1.2.3_darwin_arm64.zip',
    ],
    published: 'terraform-provider-dds_1.2.3_linux_amd64.zip',
  });
  expect(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
  expect(readdirSync(folder).sort()).toEqual(['manifest.json', ...manifest.packages].sort());
});

test('packages of another version are removed, other files are not', async () => {
  await writePackages(folder, { source, version: '1.2.3', files });
  writeFileSync(path.join(folder, 'README'), '');
  const { packages } = await writePackages(folder, { source, version: '1.2.4', files });
  expect(readdirSync(folder).sort()).toEqual(['README', 'manifest.json', ...packages].sort());
});

test('an unpacked provider holds nothing of an earlier build', async () => {
  writeFileSync(path.join(folder, 'chunk-of-an-earlier-build.cjs'), '');
  await writeFolder(folder, files);
  expect(readdirSync(folder).sort()).toEqual(['NOTICE', 'terraform-provider-dds']);
});

test('packed in another time zone the bytes are the same', () => {
  const zip = (TZ: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=commonjs', '-e', program], {
      cwd: path.join(__dirname, '../../..'),
      env: { ...process.env, TZ },
    });
  const program = `
    const { zipOf } = require('./scripts/bundle/packages.ts');
    const file = { name: 'NOTICE', content: Buffer.from('thanks'), mode: 0o644 };
    void zipOf([file]).then((zip) => process.stdout.write(zip));
  `;
  expect(zip('Pacific/Auckland')).toEqual(zip('America/Lima'));
});

test('the executable is executable when unpacked', async () => {
  writeFileSync(path.join(folder, 'x.zip'), await zipOf(files));
  execFileSync('unzip', ['-q', 'x.zip'], { cwd: folder });
  expect(statSync(path.join(folder, 'terraform-provider-dds')).mode & 0o777).toBe(0o755);
  expect(readFileSync(path.join(folder, 'NOTICE'), 'utf8')).toBe('thanks\n');
});

test('a development version changes with the content and is a valid version whatever the digits', () => {
  const other = files.map((file) => ({ ...file, content: Buffer.from('another') }));
  expect(developmentVersion('1.2.3', files)).toMatch(/^1\.2\.3-dev-[0-9a-f]{8}$/);
  expect(developmentVersion('1.2.3', files)).toBe(developmentVersion('1.2.3', files));
  expect(developmentVersion('1.2.3', other)).not.toBe(developmentVersion('1.2.3', files));
});
