import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

interface BundledPackage {
  readonly name: string;
  readonly folder: string;
  /** Paths of its bundled modules. */
  readonly modules: string[];
}

/** The text that the licences of bundled packages ask for. `inputs` are the paths of all modules of `program`, below `root`. */
export async function noticeOf(
  program: string,
  root: string,
  inputs: readonly string[],
): Promise<string> {
  const sections = await Promise.all(packagesOf(root, inputs).map(sectionOf));
  return [
    `${program}, a part of cdktf-huaweicloud-dds, is licensed under the Apache License 2.0 (LICENSE).`,
    'It contains the packages below.',
    ...sections,
  ].join('\n\n');
}

function packagesOf(root: string, inputs: readonly string[]): BundledPackage[] {
  const packages = new Map<string, BundledPackage>();
  for (const input of [...inputs].sort()) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name === undefined) continue;
    const bundled = packages.get(name) ?? {
      name,
      folder: path.join(root, 'node_modules', name),
      modules: [],
    };
    bundled.modules.push(path.join(root, input));
    packages.set(name, bundled);
  }
  return [...packages.values()];
}

async function sectionOf({ name, folder, modules }: BundledPackage): Promise<string> {
  const { version, license } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  ) as { version: string; license: string };
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined
      ? await copyrightsOf(modules)
      : await readFile(path.join(folder, file), 'utf8');
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** For a package without a file of its licence: the different copyright comments at the beginning of its modules. */
async function copyrightsOf(modules: readonly string[]): Promise<string> {
  const comments = new Set<string>();
  for (const module of modules) {
    const [comment] = /^(?:\/\/.*\n)+/.exec(await readFile(module, 'utf8')) ?? [];
    if (comment?.includes('Copyright')) comments.add(comment.replace(/^\/\/ ?/gm, ''));
  }
  if (comments.size === 0) {
    throw new Error(`no licence text in the package of ${String(modules[0])}`);
  }
  return [...comments].join('\n');
}
