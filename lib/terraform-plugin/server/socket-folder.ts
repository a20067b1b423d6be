import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeFailure } from './failure';
import { HandshakeError } from './handshake';

/** The kernel's limit for the path of a socket on macOS, the lowest we meet; Linux takes 107. */
const longestPath = 103;

const prefix = 'tfplugin-';

/** A folder that only this user can enter (mode 0700), with room for one socket. */
export class SocketFolder {
  private constructor(private readonly path: string) {
    process.once('exit', this.remove);
  }

  /**
   * A folder in whose socket `listen` succeeds. It lies in PLUGIN_UNIX_SOCKET_DIR if that is set, else in the
   * folder for temporary files, or in /tmp where that cannot be used.
   */
  static async listening(
    env: NodeJS.ProcessEnv,
    listen: (socket: string) => Promise<void>,
  ): Promise<SocketFolder> {
    if (env.PLUGIN_UNIX_SOCKET_DIR) {
      return SocketFolder.listeningIn(resolve(env.PLUGIN_UNIX_SOCKET_DIR), listen);
    }
    const temporary = resolve(tmpdir());
    return SocketFolder.listeningIn(temporary, listen).catch((first: unknown) =>
      SocketFolder.listeningIn('/tmp', listen).catch((second: unknown) => {
        throw new HandshakeError(
          `This provider can make its socket neither in ${JSON.stringify(temporary)} (${describeFailure(first)}) ` +
            `nor in /tmp (${describeFailure(second)}). Set TMPDIR to a folder that can be written to.`,
        );
      }),
    );
  }

  private static async listeningIn(
    parent: string,
    listen: (socket: string) => Promise<void>,
  ): Promise<SocketFolder> {
    const folder = new SocketFolder(mkdtempSync(join(usable(parent), prefix)));
    try {
      await listen(folder.socket);
      return folder;
    } catch (error) {
      folder.remove();
      throw error;
    }
  }

  get socket(): string {
    return join(this.path, 's');
  }

  readonly remove = (): void => {
    process.removeListener('exit', this.remove);
    rmSync(this.path, { recursive: true, force: true });
  };
}

/** A path that fits the kernel, and the line of the handshake, where `|` separates the fields. */
function usable(parent: string): string {
  const quoted = JSON.stringify(parent);
  if (Buffer.byteLength(join(parent, `${prefix}XXXXXX`, 's')) > longestPath) {
    throw new Error(`the path ${quoted} is too long for a socket`);
  }
  if (/[|\p{Cc}]/u.test(parent)) {
    throw new Error(`the path ${quoted} holds a character that would break the handshake`);
  }
  return parent;
}
