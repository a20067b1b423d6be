/**
 * The provider as one executable that needs no Node.js where it runs, because it contains the one that runs this script:
 * https://nodejs.org/api/single-executable-applications.html
 */
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { source } from '../../lib/provider/source';
import { version } from '../../package.json';
import { noticeOf } from '../bundle/notice';
import { h1Of, zipOf } from '../bundle/packages';
import { bundleInOneFile, file } from '../bundle/provider';
import { run } from '../child-process';
import { stages } from './staged-packages';

const root = path.join(__dirname, '..', '..');

/** Why it cannot be made here. Undefined if it can. */
export function standaloneImpossible(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `it is made on linux_amd64 only, and this is ${process.platform} on ${process.arch}`;
  }
  return licenceOfNode() === undefined
    ? `the licence of Node.js, which must go with it, is in none of ${licences.join(', ')}`
    : undefined;
}

/** Where distributions of Node.js have it. */
const licences = ['../LICENSE', '../share/doc/nodejs/LICENSE', '../share/doc/node/LICENSE'].map(
  (name) => path.join(path.dirname(process.execPath), name),
);

const licenceOfNode = () => licences.find((name) => existsSync(name));

/** Fills a folder with a filesystem mirror for Terraform and OpenTofu. Gives the hash that a lock file has of it. */
export async function makeStandalone(
  mirror: string,
  around: { signal: AbortSignal; output: number | undefined },
): Promise<string> {
  await mkdir(stages, { recursive: true });
  const scratch = await mkdtemp(path.join(stages, 'standalone-'));
  try {
    const { files: bundled, metafile } = await bundleInOneFile();
    for (const { name, content } of bundled) await writeFile(path.join(scratch, name), content);
    const executable = await embed(scratch, around);
    const files = [
      file('LICENSE-Node.js', await readFile(licenceOfNode() ?? '')),
      file('LICENSE', await readFile(path.join(root, 'LICENSE'))),
      file('NOTICE', Buffer.from(await noticeOf('terraform-provider-dds', root, [metafile]))),
      file('terraform-provider-dds', await readFile(executable), 0o755),
    ];
    const folder = path.join(mirror, source);
    await mkdir(folder, { recursive: true });
    const name = `terraform-provider-dds_${version}_linux_amd64.zip`;
    await writeFile(path.join(folder, name), await zipOf(files));
    return h1Of(files);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Puts the bundle into a copy of the Node.js that runs. */
async function embed(
  folder: string,
  around: { signal: AbortSignal; output: number | undefined },
): Promise<string> {
  const environment = { cwd: folder, env: process.env, ...around };
  const settings = { main: 'provider.cjs', output: 'blob', disableExperimentalSEAWarning: true };
  await writeFile(path.join(folder, 'sea.json'), JSON.stringify(settings));
  await run(process.execPath, ['--experimental-sea-config', 'sea.json'], environment);
  const executable = path.join(folder, 'terraform-provider-dds');
  await copyFile(process.execPath, executable);
  await chmod(executable, 0o755);
  const postject = path.join(root, 'node_modules', '.bin', 'postject');
  const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
  const args = [executable, 'NODE_SEA_BLOB', 'blob', '--sentinel-fuse', fuse];
  await run(postject, args, environment);
  return executable;
}
