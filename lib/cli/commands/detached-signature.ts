import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { systemCode } from '../../huaweicloud/errors/system-code';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { CommandFailed } from '../output/failure';

/** A secret key of OpenPGP. */
export interface SigningKey {
  /** As `gpg --armor --export-secret-keys` writes it. */
  readonly armored: string;
  /** Empty if the key is not protected. */
  readonly passphrase: string;
}

/** The key in the environment, if there is one. */
export function signingKey(env: NodeJS.ProcessEnv): SigningKey | undefined {
  const { GPG_PRIVATE_KEY: armored = '', GPG_PASSPHRASE: passphrase = '' } = env;
  return armored === '' ? undefined : { armored, passphrase };
}

/**
 * A binary detached signature of `content`, made by the `gpg` on the PATH. The key and its passphrase reach gpg through
 * pipes. Its key ring is a directory that nobody else can read, and that is removed afterwards.
 * @throws CommandFailed
 */
export async function detachedSignature(
  content: string,
  { armored, passphrase }: SigningKey,
  signal: AbortSignal,
): Promise<Buffer> {
  const keyRing = await newKeyRing();
  const gpg = (args: readonly string[], input: string) =>
    outputOf('gpg', [...QUIETLY, '--homedir', keyRing, ...args], input, signal);
  try {
    await gpg(['--import'], armored);
    // gpg takes the passphrase from the first line, and signs what follows.
    const passphraseFirst = ['--pinentry-mode', 'loopback', '--passphrase-fd', '0'];
    return await gpg([...passphraseFirst, '--detach-sign'], `${passphrase}\n${content}`);
  } finally {
    // Signing has started an agent, which would stay. Without it there is nothing to end.
    const end = ['--homedir', keyRing, '--kill', 'gpg-agent'];
    await outputOf('gpgconf', end, '').catch(() => undefined);
    await rm(keyRing, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Only for its owner: `mkdtemp` gives it mode 0700. */
async function newKeyRing(): Promise<string> {
  try {
    return await mkdtemp(path.join(tmpdir(), 'gpg-'));
  } catch (cause) {
    throw new CommandFailed(
      `A key ring for the key in GPG_PRIVATE_KEY cannot be made in ${foreign(tmpdir())} (${systemCode(cause)}). ` +
        'Set TMPDIR to a directory that can be written.',
      { cause },
    );
  }
}

const QUIETLY = ['--batch', '--no-tty', '--quiet', '--no-options'];

/** A bound against hanging (milliseconds). */
const LONGEST_RUN = 60_000;

async function outputOf(
  program: string,
  args: readonly string[],
  input: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  // The key is for gpg alone, and not for the agent that it starts.
  const env = {
    ...process.env,
    GPG_PRIVATE_KEY: undefined,
    GPG_PASSPHRASE: undefined,
    LC_ALL: 'C',
  };
  const child = spawn(program, args, { env, signal });
  // Unlike this one, the timer of the option `timeout` goes on if the program cannot be started.
  const overdue = setTimeout(() => child.kill(), LONGEST_RUN);
  child.stdin.on('error', () => undefined); // a program that reads no further says why
  child.stdin.end(input);
  const ended = new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killedBy) => resolve(code ?? killedBy));
  }).finally(() => clearTimeout(overdue));
  const [output, said, code] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    ended.catch((error: unknown) => {
      throw notStarted(program, error);
    }),
  ]);
  if (code === 0) return output;
  throw new CommandFailed(
    `${program} cannot sign with the key in GPG_PRIVATE_KEY (${String(code)}):\n${linesOf(said)}\n` +
      'It must be a secret key as `gpg --armor --export-secret-keys` writes it; GPG_PASSPHRASE is its passphrase. ' +
      'If no agent can be started, set TMPDIR to a directory with a shorter path.',
  );
}

/** What a program has said, safe to show, line by line. */
function linesOf(said: string): string {
  const lines = said.trim().split('\n').slice(0, MOST_LINES);
  return lines.map((line) => foreign(line)).join('\n');
}

const MOST_LINES = 10;

function notStarted(program: string, error: unknown): Error {
  return new CommandFailed(
    `${program} cannot be run (${systemCode(error)}), and GPG_PRIVATE_KEY asks for a signature. ` +
      'Install GnuPG, or unset GPG_PRIVATE_KEY and sign SHA256SUMS elsewhere.',
    { cause: error },
  );
}
