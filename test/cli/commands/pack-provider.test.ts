import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from '../../shipped/zip-reader';
import { ddsBackup } from '../command';
import { scratchDirectory } from '../scratch';

interface Packed {
  readonly version: string;
  readonly directory: string;
  readonly files: readonly string[];
}

test('the files have the names and contents that registries want', async () => {
  const directory = path.join(scratchDirectory(), 'release');
  const args = ['provider', 'pack', '--directory', directory, '--json'];
  const { exitCode, stdout } = await ddsBackup(args);
  expect(exitCode).toBe(0);
  const packed = JSON.parse(stdout) as Packed;
  const prefix = `terraform-provider-dds_${packed.version}`;
  expect(readdirSync(directory).sort()).toEqual([
    `${prefix}_SHA256SUMS`,
    `${prefix}_darwin_amd64.zip`,
    `${prefix}_darwin_arm64.zip`,
    `${prefix}_linux_amd64.zip`,
    `${prefix}_linux_arm64.zip`,
    `${prefix}_manifest.json`,
  ]);
  expect([...packed.files].sort()).toEqual(readdirSync(directory).sort());
  const manifest = readFileSync(path.join(directory, `${prefix}_manifest.json`), 'utf8');
  expect(JSON.parse(manifest)).toEqual({ version: 1, metadata: { protocol_versions: ['6.0'] } });
  const zip = filesOf(readFileSync(path.join(directory, `${prefix}_linux_amd64.zip`)));
  expect(zip.find(({ name }) => name === 'terraform-provider-dds')?.mode).toBe(0o755);
});

test('sha256sum confirms the list of checksums, which covers all other files', async () => {
  const directory = scratchDirectory();
  const { stdout } = await ddsBackup(['provider', 'pack', '--directory', directory]);
  const sums = stdout.split('\n').find((name) => name.endsWith('_SHA256SUMS'));
  const confirmed = execFileSync('sha256sum', ['-c', sums!], { cwd: directory, encoding: 'utf8' });
  expect(confirmed.match(/: OK$/gm)).toHaveLength(5);
});

test('it can be written again in the same place', async () => {
  const directory = scratchDirectory();
  const first = await ddsBackup(['provider', 'pack', '--directory', directory]);
  expect(await ddsBackup(['provider', 'pack', '--directory', directory])).toEqual(first);
});
