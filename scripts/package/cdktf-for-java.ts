/**
 * `com.hashicorp:cdktf` for Maven. CDKTF 0.21 is not in Maven Central, but jsii-pacmak makes it from the npm package, which
 * carries all that is needed.
 */
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../child-process';
import { stages } from './staged-packages';

const root = path.join(__dirname, '..', '..');

/** A Maven repository with CDKTF, made once and kept until the next release build. */
export const cdktfRepository = path.join(root, 'node_modules', '.cache', 'cdktf-for-java');

/** Makes it from the CDKTF that a stage has, if it is not there yet. */
export async function makeCdktfForJava(
  stage: string,
  around: { signal: AbortSignal; output: number | undefined },
): Promise<void> {
  const cdktf = path.join(stage, 'node_modules', 'cdktf');
  if (await exists(cdktfRepository)) return;
  const made = path.join(stages, 'cdktf-for-java');
  await rm(made, { recursive: true, force: true });
  await run(
    path.join(root, 'node_modules', '.bin', 'jsii-pacmak'),
    [
      ...['--target', 'java', '--outdir', made],
      ...['--pack-command', 'npm pack --quiet --ignore-scripts'],
    ],
    // Documentation of another package takes longer than the package.
    { cwd: cdktf, env: { ...process.env, MAVEN_OPTS: '-Dmaven.javadoc.skip=true' }, ...around },
  );
  await mkdir(path.dirname(cdktfRepository), { recursive: true });
  await rename(path.join(made, 'java'), cdktfRepository);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
