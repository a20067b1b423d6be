import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { type GlobalOptions } from '../global-options';
import { jsonOf } from '../output/json';
import { makeDirectory, writeWhole } from '../output/written-file';
import { type Context, run } from '../run';
import { requireWorkingDirectory } from '../working-directory';
import { type CarriedPackages, carriedPackages } from './carried-packages';
import { detachedSignature, signingKey } from './detached-signature';
import { writeNetworkMirror } from './provider-mirror';

/**
 * Writes the files of a release as provider registries want them, signed if the environment has a key, and a mirror.
 * Terraform Registry, "Publish Providers".
 */
export function packProvider(directory: string, options: GlobalOptions): Promise<number> {
  return run(options, (context) => pack(directory, context));
}

type Named = readonly [name: string, content: Buffer];

async function pack(directory: string, { output, signal }: Context): Promise<undefined> {
  requireWorkingDirectory();
  const carried = await carriedPackages();
  const { source, version } = carried;
  const release = releaseOf(carried);
  const [list, sums] = release.checksums;
  const key = signingKey(process.env);
  const signature = key && (await detachedSignature(sums.toString(), key, signal));
  const packed = [...release.covered, release.checksums];
  if (signature) packed.push([`${list}.sig`, signature]);
  const folder = path.resolve(directory);
  const mirror = path.join(folder, 'mirror');
  await makeDirectory(folder);
  for (const [name, content] of packed) await writeWhole(path.join(folder, name), content);
  // What another run has signed may be other packages.
  if (!signature) await rm(path.join(folder, `${list}.sig`), { force: true });
  await writeNetworkMirror(mirror, carried);
  const files = packed.map(([name]) => name);
  output.note(
    `The provider ${source} ${version} is in ${foreign(folder)}, and as a mirror in ${foreign(mirror)}.`,
  );
  if (!signature) output.note(`${list} is not signed: GPG_PRIVATE_KEY is not set.`);
  await output.result(
    output.json
      ? jsonOf({ source, version, directory: folder, files, mirror })
      : files.map((name) => `${name}\n`).join(''),
  );
  return undefined;
}

/** The files of a release without the signature: those in the list of checksums, and the list. */
function releaseOf({ source, version, names, content }: CarriedPackages): {
  readonly covered: readonly Named[];
  readonly checksums: Named;
} {
  const prefix = `terraform-provider-${path.posix.basename(source)}_${version}`;
  const covered = names.map((name): Named => [name, content]);
  covered.push([`${prefix}_manifest.json`, Buffer.from(manifest)]);
  const sums = covered.map(
    ([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`,
  );
  return { covered, checksums: [`${prefix}_SHA256SUMS`, Buffer.from(sums.join(''))] };
}

const manifest = `${JSON.stringify(
  { version: 1, metadata: { protocol_versions: ['6.0'] } },
  undefined,
  2,
)}\n`;
