import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './built';

/** A small provider in Go that everybody can build: the yardstick. */
const MODULE = 'github.com/hashicorp/terraform-provider-time@v0.14.2';
/** Milliseconds. */
const LONGEST_BUILD = 5 * 60_000;

/** The folder with hashicorp/time, built on first use; undefined, with a word to the user, where Go cannot do that. */
export function leanGo(): string | undefined {
  const folder = path.join(root, 'node_modules', '.cache', 'bench');
  const { status, error, stderr } = spawnSync('go', ['install', MODULE], {
    encoding: 'utf8',
    timeout: LONGEST_BUILD,
    env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' },
  });
  if (status === 0) return folder;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  console.error(`NOT COMPARED with ${MODULE}, which go could not build: ${reason}`);
  return undefined;
}
