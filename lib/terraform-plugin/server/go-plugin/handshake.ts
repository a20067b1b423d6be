// The greeting between engine and plugin: https://github.com/hashicorp/go-plugin/blob/main/docs/internals.md
// and https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol (cookie, versions, line).
import { writeFileSync } from 'node:fs';
import { describeFailure } from '../log/failure';
import { printable } from '../log/printable';
import { writeOutput } from './output';

/** Distinguishes a start by an engine from one by hand. Not a secret: every engine and provider has it. */
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Whether an engine has started this process, and waits for it. */
export function isStartedByEngine({ TF_PLUGIN_MAGIC_COOKIE }: NodeJS.ProcessEnv): boolean {
  return TF_PLUGIN_MAGIC_COOKIE === COOKIE;
}

/** Why the process cannot serve; the message is meant for the person who started it. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError';
}

/**
 * Checks that an engine has started this process and speaks our protocol version. One that does not list its versions
 * accepts any, as with go-plugin.
 *
 * @throws HandshakeError otherwise
 */
export function checkGreeting(env: NodeJS.ProcessEnv, protocolVersion: number): void {
  if (!isStartedByEngine(env)) {
    throw new HandshakeError(
      'This is a Terraform provider. It is not meant to be started by hand: ' +
        'terraform or tofu starts it when a configuration needs it (plan, apply).',
    );
  }
  const offered = (env.PLUGIN_PROTOCOL_VERSIONS ?? '').match(/\d+/g)?.map(Number);
  if (offered !== undefined && !offered.includes(protocolVersion)) {
    throw new HandshakeError(
      `This provider speaks version ${protocolVersion} of the Terraform plugin protocol; the engine offers ` +
        `${offered.join(',')}. Terraform 1.0 or later, or OpenTofu, is needed.`,
    );
  }
}

/** The line that tells the engine where we listen; `certificate` (DER) only if the connection is encrypted. */
export function handshakeLine(
  protocolVersion: number,
  socket: string,
  certificate: Buffer | undefined,
): string {
  const encoded = certificate?.toString('base64').replaceAll('=', '') ?? ''; // the engine refuses padding
  return ['1', protocolVersion, 'unix', socket, 'grpc', encoded].join('|') + '\n';
}

/**
 * Tells the engine where we listen; when this returns, the line is written.
 *
 * @throws HandshakeError if standard output cannot be written to
 */
export function announce(line: string, env: NodeJS.ProcessEnv): void {
  try {
    writeOutput(line, env);
  } catch (error) {
    throw new HandshakeError(
      `This provider cannot write to standard output, where an engine reads its address (${describeFailure(error)}).`,
    );
  }
}

/** Reports why we do not serve where it will be seen: an engine shows the first line of standard output. */
export function refuse(reason: string, env: NodeJS.ProcessEnv): void {
  const writers = [
    (text: string) => writeOutput(text, env),
    (text: string) => writeFileSync(2, text),
  ];
  if (!isStartedByEngine(env)) writers.shift();
  for (const write of writers) {
    try {
      write(`${printable(reason, { longest: 1000 })}\n`);
      return;
    } catch {
      // It is closed.
    }
  }
}
