import { execFileSync, spawnSync } from 'node:child_process';
import { afterTest } from '../after-test';
import { scratchDirectory } from './scratch';

const hasGpg = spawnSync('gpg', ['--version']).status === 0;

if (!hasGpg) console.warn('SKIPPED: the tests of signatures, because there is no gpg on the PATH');

export const testWithGpg = hasGpg ? test : test.skip;

/** A new OpenPGP key in a key ring of its own; gone after the test. */
export function newKey(passphrase: string) {
  const home = scratchDirectory();
  afterTest(() => spawnSync('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']));
  const gpg = (args: readonly string[], input?: string) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  const unlocked = (...args: string[]) =>
    gpg(['--pinentry-mode', 'loopback', '--passphrase-fd', '0', ...args], `${passphrase}\n`);
  unlocked('--quick-generate-key', 'releases@example.test', 'rsa2048', 'sign', 'never');
  return {
    /** What `dds-backup provider pack` signs with. */
    env: {
      GPG_PRIVATE_KEY: unlocked('--armor', '--export-secret-keys'),
      ...(passphrase !== '' && { GPG_PASSPHRASE: passphrase }),
    } as Record<string, string>,
    id: /^pub:.*?:.*?:.*?:(\w+)/m.exec(gpg(['--with-colons', '--list-keys']))?.[1] ?? '',
    publicKey: gpg(['--armor', '--export']),
    /** What gpg says of the signature of a file, for programs. */
    verified: (file: string) => gpg(['--status-fd', '1', '--verify', `${file}.sig`, file]),
  };
}
