import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Metafile } from 'esbuild';
import { type BundledPackage, bundledPackages } from './bundled-packages';

/** The text that the licences of bundled packages ask for. Paths in the metafiles of `program` are relative to `root`. */
export async function noticeOf(
  program: string,
  root: string,
  metafiles: readonly Metafile[],
): Promise<string> {
  const sections = await Promise.all(bundledPackages(root, metafiles).map(sectionOf));
  return [
    `${program}, a part of cdktf-huaweicloud-dds, is licensed under the Apache License 2.0 (LICENSE).`,
    'It contains the packages below.',
    ...sections,
  ].join('\n\n');
}

async function sectionOf({ name, version, license, folder, modules }: BundledPackage) {
  const texts = await filesOf(folder, /^licen[cs]e/i);
  if (texts.length === 0) texts.push(await copyrightsOf(modules));
  texts.push(...(await filesOf(folder, /^notice/i))); // the Apache License asks for it
  const text = texts.map((part) => part.trim()).join('\n\n');
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

async function filesOf(folder: string, name: RegExp): Promise<string[]> {
  const names = (await readdir(folder)).filter((entry) => name.test(entry)).sort();
  return Promise.all(names.map((entry) => readFile(path.join(folder, entry), 'utf8')));
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
