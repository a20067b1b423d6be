/** Whether the checkout is what the tag says: its version, its changelog, and nothing that was not committed. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Check, Skipped } from './check';
import { printedBy } from './program';

/** The section of a version, and whether its heading says that it is still to be released. */
export function changesOf(changelog: string, version: string): { released: boolean; text: string } {
  const sections = changelog.split(/^## /m).slice(1);
  for (const section of sections) {
    const [heading = '', ...lines] = section.split('\n');
    const released = heading.startsWith(`${version} (`);
    if (released || heading === `Unreleased: ${version}`) {
      return { released, text: `${lines.join('\n').trim()}\n` };
    }
  }
  throw new Error(`CHANGELOG.md has no section "${version} (date)" or "Unreleased: ${version}"`);
}

export const cleanTree: Check = {
  title: 'nothing is uncommitted',
  run: ({ root }) => {
    const changed = printedBy('git', ['status', '--porcelain'], { cwd: root }).trimEnd();
    if (changed !== '') throw new Error(`git status:\n${changed}`);
    return printedBy('git', ['describe', '--always', '--tags'], { cwd: root }).trim();
  },
};

export const tagAndVersion: Check = {
  title: 'the tag is that of the version',
  run: ({ root, version, tag }) => {
    if (tag === undefined) throw new Skipped(`no --tag, which would be v${version}`);
    if (tag !== `v${version}`) {
      throw new Error(
        `package.json has version ${version}, so the tag must be v${version}, not ${tag}`,
      );
    }
    const commit = (of: string) =>
      printedBy('git', ['rev-parse', '--verify', `${of}^{commit}`], { cwd: root }).trim();
    if (commit(`refs/tags/${tag}`) !== commit('HEAD')) throw new Error(`${tag} is another commit`);
    return tag;
  },
};

export const changelog: Check = {
  title: 'the changelog has the version',
  run: ({ root, dist, version, tag }) => {
    const text = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
    const changes = changesOf(text, version);
    if (tag !== undefined && !changes.released) {
      throw new Error(`in CHANGELOG.md, "Unreleased: ${version}" must become "${version} (date)"`);
    }
    writeFileSync(path.join(dist, 'release-notes.md'), changes.text);
    return changes.released ? 'as released' : 'as still to be released';
  },
};
