/** The README that the package of each language shows. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../child-process';
import { type Language } from './languages';
import { type StagedPackage } from './staged-packages';

const root = path.join(__dirname, '..', '..');

/** Translates the examples in the README and in docstrings to every language. Fails where one does not compile. */
export async function translateReadme(
  { folder }: StagedPackage,
  around: { signal: AbortSignal; output: number | undefined },
): Promise<void> {
  await rewriteReadme(folder, withFixtures);
  await run(path.join(root, 'node_modules', '.bin', 'jsii-rosetta'), ['extract', '--strict', '.'], {
    cwd: folder,
    env: process.env,
    ...around,
  });
}

/** Gives the staged package the README with the install steps of a language. The examples follow when it is packed. */
export async function readmeOf(folder: string, { title }: Language): Promise<void> {
  const [readme, others] = await Promise.all(
    ['README.md', 'docs/languages.md'].map((name) => readFile(path.join(root, name), 'utf8')),
  );
  const steps = stepsFor(others ?? '', title);
  await rewriteReadme(folder, () => withFixtures(withSteps(readme ?? '', steps)));
}

/** jsii-pacmak takes the README from the assembly. */
async function rewriteReadme(folder: string, change: (markdown: string) => string): Promise<void> {
  const file = path.join(folder, '.jsii');
  const assembly = JSON.parse(await readFile(file, 'utf8')) as { readme: { markdown: string } };
  assembly.readme.markdown = change(assembly.readme.markdown);
  await writeFile(file, JSON.stringify(assembly));
}

/** Says of each part of a program what jsii-rosetta has to put around it, in `rosetta/`. */
function withFixtures(markdown: string): string {
  return markdown.replace(/^```ts\n([^]*?)^```$/gm, (block, code: string) =>
    code.includes('new App') ? block : `\`\`\`ts fixture=fragment\n${code}\`\`\``,
  );
}

/** The section of a language, without its heading. */
function stepsFor(document: string, title: string): string {
  const section = document.split(/^## /m).find((text) => text.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`docs/languages.md has no section "${title}"`);
  return section.slice(title.length).trim();
}

/** Replaces what the README says before the first program, and the program too if the steps have one of their own. */
function withSteps(readme: string, steps: string): string {
  const replaced = readme.replace(
    /(?<=\n## The smallest stack\n)[^]*?\n(```ts\n[^]*?\n```\n)/,
    (_, program: string) => `\n${steps}\n${/\bapp\.synth\(\)/i.test(steps) ? '' : `\n${program}`}`,
  );
  if (replaced === readme) throw new Error('the README has no section "The smallest stack"');
  return replaced;
}
