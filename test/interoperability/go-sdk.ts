import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const BUILD_TIMEOUT = 170_000;
const RUN_TIMEOUT = 30_000;

/** What `go/main.go` asks with. */
export interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly securityToken?: string;
  readonly idpId?: string;
  readonly idTokenFile?: string;
  readonly instanceId: string;
  readonly backupId: string;
  readonly backupName: string;
}

/** What the SDK understood of the answers. */
export interface Answers {
  readonly links?: {
    readonly bucket: string;
    readonly files: readonly {
      readonly name: string;
      readonly size: number;
      readonly group_name?: string;
    }[];
  };
  readonly listed?: BackupPage;
  readonly named?: BackupPage;
  /** Digest of each file, fetched through its link. */
  readonly sha256?: readonly string[];
  readonly error?: string;
}

interface BackupPage {
  readonly total_count: number;
  readonly backups: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
  }[];
}

/** A built client, or the reason why this machine cannot build one. */
export type GoSdk =
  | {
      readonly available: true;
      ask(settings: Settings): Promise<Answers>;
      /** Deletes the built client. */
      remove(): void;
    }
  | { readonly available: false; readonly reason: string };

/**
 * Builds a client around the official Go SDK, outside the tree. Without Go, or without its proxy and with nothing in
 * its cache, there is none; every other failure is thrown.
 */
export function buildGoSdk(): GoSdk {
  const version = spawnSync('go', ['version'], { encoding: 'utf8', timeout: RUN_TIMEOUT });
  if (version.status !== 0)
    return { available: false, reason: 'the Go toolchain is not installed' };
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-go-sdk-'));
  const executable = path.join(folder, 'ask');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const build = spawnSync(
    'go',
    ['build', '-mod=readonly', '-buildvcs=false', '-o', executable, '.'],
    {
      cwd: path.join(__dirname, 'go'),
      encoding: 'utf8',
      timeout: BUILD_TIMEOUT,
    },
  );
  if (build.status === 0) {
    return { available: true, ask: (settings) => ask(executable, settings), remove };
  }
  remove();
  if (/dial tcp|lookup |i\/o timeout|proxyconnect|502 Bad Gateway/.test(build.stderr)) {
    return { available: false, reason: 'the Go module proxy cannot be reached' };
  }
  if (build.error) {
    return { available: false, reason: `it was not built within ${BUILD_TIMEOUT / 1000} s` };
  }
  throw new Error(`the client around the Go SDK does not build:\n${build.stderr}`);
}

async function ask(executable: string, settings: Settings): Promise<Answers> {
  const child = spawn(executable, { stdio: ['pipe', 'pipe', 'inherit'], timeout: RUN_TIMEOUT });
  child.stdin.end(JSON.stringify(settings));
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return JSON.parse(output) as Answers;
}
