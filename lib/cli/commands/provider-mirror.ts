import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { makeDirectory, writeWhole } from '../output/written-file';
import { type CarriedPackages } from './carried-packages';

/**
 * Puts the packages into a filesystem mirror, in the packed layout,
 * `HOSTNAME/NAMESPACE/TYPE/terraform-provider-TYPE_VERSION_TARGET.zip`.
 * Terraform, "CLI Configuration", "Provider Installation".
 * @returns the folder that they are in
 * @throws UnwritableFile
 */
export async function writeFilesystemMirror(
  mirror: string,
  { source, names, content }: CarriedPackages,
): Promise<string> {
  const folder = path.join(mirror, ...source.split('/'));
  await makeDirectory(folder);
  for (const name of names) await writeWhole(path.join(folder, name), content);
  return folder;
}

/**
 * The same with what makes it a network mirror as well, on any web server: an index, and a list of the packages of each
 * version. Versions that are there stay.
 * Terraform, "Provider Network Mirror Protocol".
 * @throws UnwritableFile
 */
export async function writeNetworkMirror(mirror: string, carried: CarriedPackages): Promise<void> {
  const folder = await writeFilesystemMirror(mirror, carried);
  const archives = carried.names.map((name) => [
    platformOf(name),
    { url: name, hashes: [carried.h1] },
  ]);
  await writeWhole(
    path.join(folder, `${carried.version}.json`),
    jsonFile({ archives: Object.fromEntries(archives) as unknown }),
  );
  const lists = (await readdir(folder)).filter((name) => /^\d.*\.json$/.test(name)).sort();
  const versions = lists.map((name) => [path.basename(name, '.json'), {}]);
  await writeWhole(
    path.join(folder, 'index.json'),
    jsonFile({ versions: Object.fromEntries(versions) as unknown }),
  );
}

/** `linux_amd64`, at the end of the name of a package. */
function platformOf(name: string): string {
  return path.basename(name, '.zip').split('_').slice(-2).join('_');
}

function jsonFile(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
