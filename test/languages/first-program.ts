import { readFileSync, writeFileSync } from 'node:fs';
import { type App, cdktf } from './app';

/**
 * Follows the README of a package to its first program, in an empty folder: types its commands, as changed, and stores
 * the program. Gives what the stack then consists of.
 */
export async function followed(
  app: App,
  readme: string,
  {
    language,
    file,
    change,
  }: { language: string; file: string; change: (command: string) => string },
): Promise<unknown> {
  const [, section = ''] = readme.split('## The smallest stack\n');
  const commands = blockIn(section, 'console')
    .split('\n')
    .filter((command) => !command.startsWith('npm install --global')) // the checkout has it
    .map(change);
  writeFileSync(app.file(file), blockIn(section, language));
  await app.run('sh', '-e', '-c', [...commands, `"${cdktf.join('" "')}" synth`].join('\n'));
  return JSON.parse(readFileSync(app.file('cdktf.out/stacks/backups/cdk.tf.json'), 'utf8'));
}

function blockIn(text: string, language: string): string {
  const block = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`there is no ${language} in:\n${text}`);
  return block.trimEnd() + '\n';
}

/** What the first program defines. */
export const smallestStack = {
  data: { dds_backup_download_links: { links: { backup_id: expect.any(String) as string } } },
  output: { backup_download_links: { sensitive: true } },
};
