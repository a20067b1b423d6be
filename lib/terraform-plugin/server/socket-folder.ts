import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The kernel's limit for the path of a socket on macOS, the lowest we meet; Linux takes 107. */
const longestPath = 103;
const name = join('tfplugin-XXXXXX', 's');

/** A folder that only this user can enter (mode 0700), with room for one socket. */
export class SocketFolder {
  private readonly path: string;

  /** Lies in PLUGIN_UNIX_SOCKET_DIR if set, else in the folder for temporary files. */
  constructor(env: NodeJS.ProcessEnv) {
    this.path = mkdtempSync(join(parentFolder(env), 'tfplugin-'));
    process.once('exit', this.remove);
  }

  get socket(): string {
    return join(this.path, 's');
  }

  readonly remove = (): void => {
    process.removeListener('exit', this.remove);
    rmSync(this.path, { recursive: true, force: true });
  };
}

function parentFolder(env: NodeJS.ProcessEnv): string {
  if (env.PLUGIN_UNIX_SOCKET_DIR) return env.PLUGIN_UNIX_SOCKET_DIR;
  const temporary = tmpdir();
  return Buffer.byteLength(join(temporary, name)) <= longestPath ? temporary : '/tmp';
}
