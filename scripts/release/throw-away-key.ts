import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { type Surroundings } from './check';
import { printedBy } from './program';

/** A new OpenPGP key that signs nothing but rehearsals, in a key ring that is removed with the scratch folder. */
export interface ThrowAwayKey {
  /** The environment of what signs with it. */
  readonly env: NodeJS.ProcessEnv;
  /** Throws unless the signature of a file is this key's. */
  verify(signature: string, file: string): void;
}

/** The agent that gpg starts for a key ring ends when `end` is called. */
export function newKey({ scratch }: Surroundings): ThrowAwayKey & { end(): void } {
  const home = mkdtempSync(path.join(scratch, 'keys-'));
  const gpg = (...args: string[]) => printedBy('gpg', ['--homedir', home, '--batch', ...args]);
  const unlocked = ['--pinentry-mode', 'loopback', '--passphrase', ''];
  gpg('--quiet', ...unlocked, '--quick-generate-key', 'rehearsal', 'rsa3072', 'sign', 'never');
  const secret = gpg(...unlocked, '--armor', '--export-secret-keys');
  return {
    env: { ...process.env, GPG_PRIVATE_KEY: secret, GPG_PASSPHRASE: '' },
    verify: (signature, file) => {
      gpg('--verify', signature, file);
    },
    end: () => {
      printedBy('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']);
    },
  };
}
