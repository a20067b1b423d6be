import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Runtime } from './runtime';

/** The majors that are supported. */
export const nodeMajors = ['20', '22', '24'] as const;

/** Milliseconds. */
const LONGEST_DOWNLOAD = 3 * 60_000;

/** A Node.js of another major, from the npm package `node`. Missing where npm does not get it. */
export function downloadedNode(major: string, env = process.env): Runtime {
  const name = `node-${major}`;
  const { status, stdout, stderr } = spawnSync(
    'npx',
    ['--yes', `--package=node@${major}`, 'node', '--print', 'process.execPath'],
    { encoding: 'utf8', env, timeout: LONGEST_DOWNLOAD },
  );
  if (status !== 0) {
    const reason = /^npm (?:error|ERR!) (?!code)(.*)$/m.exec(stderr)?.[1];
    return { name, missing: `npm could not download it: ${reason ?? 'it took too long'}` };
  }
  const folder = path.dirname(stdout.trim());
  return { name, env: { PATH: `${folder}${path.delimiter}${env.PATH ?? ''}` } };
}
