import { mkdtempSync, rmdirSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeFailure } from '../log/failure';
import { HandshakeError } from './handshake';

/** Bytes that the path of a socket may have on macOS; Linux allows 107. */
const LONGEST_PATH = 103;

const PREFIX = 'tfplugin-';

/** A folder that only this user can enter (mode 0700), with room for one socket. */
export class SocketFolder {
  private constructor(private readonly path: string) {
    process.once('exit', this.remove);
  }

  /**
   * A folder in which `listen` succeeds. It is made in PLUGIN_UNIX_SOCKET_DIR if that is set, else in the folder for
   * temporary files, or in /tmp if that cannot be used.
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
          `This provider can create its socket neither in ${JSON.stringify(temporary)} (${describeFailure(first)}) ` +
            `nor in /tmp (${describeFailure(second)}). Set TMPDIR to a writable folder.`,
        );
      }),
    );
  }

  private static async listeningIn(
    parent: string,
    listen: (socket: string) => Promise<void>,
  ): Promise<SocketFolder> {
    const folder = new SocketFolder(mkdtempSync(join(usable(parent), PREFIX)));
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
    for (const step of [() => unlinkSync(this.socket), () => rmdirSync(this.path)]) {
      try {
        step();
      } catch {
        // It is gone.
      }
    }
  };
}

/** A path that the kernel accepts, and the handshake line, whose fields are separated by `|`. */
function usable(parent: string): string {
  const quoted = JSON.stringify(parent);
  if (Buffer.byteLength(join(parent, `${PREFIX}XXXXXX`, 's')) > LONGEST_PATH) {
    throw new Error(`the path ${quoted} is too long for a socket`);
  }
  if (/[|\p{Cc}]/u.test(parent)) {
    throw new Error(`the path ${quoted} contains a character that would break the handshake`);
  }
  return parent;
}
