import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from '../../shipped/zip-reader';
import { ddsBackup } from '../command';
import { scratchDirectory } from '../scratch';
import { newKey, testWithGpg } from '../signing-key';

interface Packed {
  readonly version: string;
  readonly directory: string;
  readonly files: readonly string[];
  readonly mirror: string;
}

const pack = (directory: string, env: Record<string, string> = {}, ...flags: string[]) =>
  ddsBackup(['provider', 'pack', '--directory', directory, ...flags], { env });

const nameOfList = (directory: string) =>
  readdirSync(directory).find((name) => name.endsWith('_SHA256SUMS'))!;

test('the files have the names and contents that registries want', async () => {
  const directory = path.join(scratchDirectory(), 'release');
  const { exitCode, stdout } = await pack(directory, {}, '--json');
  expect(exitCode).toBe(0);
  const packed = JSON.parse(stdout) as Packed;
  const prefix = `terraform-provider-dds_${packed.version}`;
  expect([...packed.files].sort()).toEqual([
    `${prefix}_SHA256SUMS`,
    `${prefix}_darwin_amd64.zip`,
    `${prefix}_darwin_arm64.zip`,
    `${prefix}_linux_amd64.zip`,
    `${prefix}_linux_arm64.zip`,
    `${prefix}_manifest.json`,
  ]);
  expect(packed.mirror).toBe(path.join(directory, 'mirror'));
  expect(readdirSync(directory).sort()).toEqual(['mirror', ...packed.files].sort());
  const manifest = readFileSync(path.join(directory, `${prefix}_manifest.json`), 'utf8');
  expect(JSON.parse(manifest)).toEqual({ version: 1, metadata: { protocol_versions: ['6.0'] } });
  const zip = filesOf(readFileSync(path.join(directory, `${prefix}_linux_amd64.zip`)));
  expect(zip.find(({ name }) => name === 'terraform-provider-dds')?.mode).toBe(0o755);
});

test('sha256sum confirms the list of checksums, which covers all other files', async () => {
  const directory = scratchDirectory();
  await pack(directory);
  const args = ['-c', nameOfList(directory)];
  const confirmed = execFileSync('sha256sum', args, { cwd: directory, encoding: 'utf8' });
  expect(confirmed.match(/: OK$/gm)).toHaveLength(5);
});

test('it can be written again in the same place', async () => {
  const directory = scratchDirectory();
  const first = await pack(directory);
  const index = path.join(directory, 'mirror/terraform.internal/huaweicloud/dds/index.json');
  const versions = readFileSync(index, 'utf8');
  expect(await pack(directory)).toEqual(first);
  expect(readFileSync(index, 'utf8')).toBe(versions);
});

test('a mirror keeps the versions that are in it', async () => {
  const directory = scratchDirectory();
  const folder = path.join(directory, 'mirror/terraform.internal/huaweicloud/dds');
  mkdirSync(folder, { recursive: true });
  for (const name of ['0.0.9.json', '0.0.8.json.old', 'notes.json', 'v0.0.7.json'])
    writeFileSync(path.join(folder, name), '{ "archives": {} }');
  const { version } = JSON.parse((await pack(directory, {}, '--json')).stdout) as Packed;
  const index: unknown = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
  expect(index).toEqual({ versions: { '0.0.9': {}, [version]: {} } });
});

describe.each([
  ['without a passphrase', ''],
  ['with a passphrase', 'correct horse ünd battery'],
])('with a key %s in the environment', (_, passphrase) => {
  testWithGpg('gpg verifies the signature of the list of checksums', async () => {
    const key = newKey(passphrase);
    const directory = scratchDirectory();
    const temporary = scratchDirectory();
    const { exitCode, stdout, stderr } = await pack(directory, { ...key.env, TMPDIR: temporary });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.not.stringMatching(/sign/),
    });
    const list = nameOfList(directory);
    expect(stdout).toContain(`${list}.sig\n`);
    expect(key.verified(path.join(directory, list))).toMatch(/^\[GNUPG:\] GOODSIG /m);
    expect(statSync(path.join(directory, `${list}.sig`)).mode & 0o777).toBe(0o644);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

testWithGpg('a signature does not outlive the list that it was made for', async () => {
  const key = newKey('');
  const directory = scratchDirectory();
  await pack(directory, key.env);
  const { stderr } = await pack(directory);
  expect(stderr).toMatch(/_SHA256SUMS is not signed: GPG_PRIVATE_KEY is not set\.\n$/);
  expect(readdirSync(directory).filter((name) => name.endsWith('.sig'))).toEqual([]);
});

test('a directory for temporary files that does not exist is an error that names it', async () => {
  const env = { GPG_PRIVATE_KEY: 'key', TMPDIR: '/nowhere' };
  const { exitCode, stderr } = await pack(path.join(scratchDirectory(), 'release'), env);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^error: A key ring .* cannot be made in \/nowhere \(ENOENT\)\. Set TMPDIR/,
  );
});

describe('nothing is written', () => {
  const secret = 'wrong-passphrase-of-a-test';

  testWithGpg.each<[string, () => Record<string, string>, RegExp]>([
    [
      'when the key is none',
      () => ({ GPG_PRIVATE_KEY: 'no key' }),
      /^error: gpg cannot sign with the key in GPG_PRIVATE_KEY \(2\):\ngpg: no valid OpenPGP data/,
    ],
    [
      'when the passphrase is wrong',
      () => ({ ...newKey('right').env, GPG_PASSPHRASE: secret }),
      /^error: gpg cannot sign [^]*Bad passphrase[^]*GPG_PASSPHRASE is its passphrase\./,
    ],
    [
      'when gpg is missing',
      () => ({ GPG_PRIVATE_KEY: secret, PATH: pathWithNodeAlone() }),
      /^error: gpg cannot be run \(ENOENT\), .* Install GnuPG, or unset GPG_PRIVATE_KEY/,
    ],
  ])('%s', async (_, env, message) => {
    const directory = path.join(scratchDirectory(), 'release');
    const temporary = scratchDirectory();
    const { exitCode, stdout, stderr } = await pack(directory, { ...env(), TMPDIR: temporary });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(secret);
    expect(readdirSync(path.dirname(directory))).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

function pathWithNodeAlone(): string {
  const folder = scratchDirectory();
  execFileSync('ln', ['-s', process.execPath, path.join(folder, 'node')]);
  return folder;
}

test('a directory whose name could control a terminal is told without that', async () => {
  const directory = path.join(scratchDirectory(), 'a\u001b[2J\u009b1mb');
  const { exitCode, stdout, stderr } = await ddsBackup([
    ...['provider', 'pack', '--directory', directory],
  ]);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('[2J');
  expect(stdout + stderr).not.toMatch(/[\u001b\u009b]/);
});
