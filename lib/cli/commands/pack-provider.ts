import { createHash } from 'node:crypto';
import path from 'node:path';
import { type GlobalOptions } from '../global-options';
import { jsonOf } from '../output/json';
import { makeDirectory, writeWhole } from '../output/written-file';
import { type Context, run } from '../run';
import { carriedPackages } from './carried-packages';

/**
 * Writes the files of a release as provider registries want them.
 * Terraform Registry, "Publish Providers"; the signature is for whoever publishes.
 */
export function packProvider(directory: string, options: GlobalOptions): Promise<number> {
  return run(options, (context) => pack(directory, context));
}

async function pack(directory: string, { output }: Context): Promise<undefined> {
  const { source, version, names, content } = await carriedPackages();
  const prefix = `terraform-provider-${path.posix.basename(source)}_${version}`;
  const packed = names.map((name): [name: string, content: Buffer] => [name, content]);
  packed.push([`${prefix}_manifest.json`, Buffer.from(manifest)]);
  const sums = packed
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  packed.push([`${prefix}_SHA256SUMS`, Buffer.from(sums.join(''))]);
  await makeDirectory(directory);
  for (const [name, content] of packed) await writeWhole(path.join(directory, name), content);
  const files = packed.map(([name]) => name);
  output.note(`The provider ${source} ${version} is in ${path.resolve(directory)}:`);
  await output.result(
    output.json
      ? jsonOf({ source, version, directory: path.resolve(directory), files })
      : files.map((name) => `${name}\n`).join(''),
  );
  return undefined;
}

const manifest = `${JSON.stringify(
  { version: 1, metadata: { protocol_versions: ['6.0'] } },
  undefined,
  2,
)}\n`;
