/** Of Stryker, in the sandbox, once the sources there are mutated: prepares them for the processes that tests start. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleCommand } from '../../scripts/bundle/command';
import { writeFolder } from '../../scripts/bundle/packages';

const sandbox = path.join(__dirname, '..', '..');
const startedProcess = path.join(__dirname, 'started-process.cjs');
const { MUTATION_TESTS = '', MUTATION_ROOT = '' } = process.env;

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function importFirst(): void {
  const lib = path.join(sandbox, 'lib');
  for (const name of readdirSync(lib, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    edit(path.join(lib, name), (text) =>
      text.includes('__stryker__') ? `import '${startedProcess}';\n${text}` : text,
    );
  }
}

/** In the installed package, in place of what was built. */
async function installMutatedCommand(): Promise<void> {
  const library = path.join(sandbox, 'build/shipped/node_modules/cdktf-huaweicloud-dds');
  const command = path.join(library, 'build/cli');
  rmSync(command, { recursive: true });
  await writeFolder(command, await bundleCommand());
  const main = "require('./main.cjs')";
  edit(path.join(command, 'dds-backup.cjs'), (text) =>
    text.replace(main, `require('${startedProcess}');\n${main}`),
  );
}

async function main(): Promise<void> {
  edit(startedProcess, (text) => text.replace('@folder@', path.join(sandbox, 'started')));
  const built = path.join(MUTATION_ROOT, 'build');
  if (existsSync(built)) cpSync(built, path.join(sandbox, 'build'), { recursive: true });
  if (MUTATION_TESTS.startsWith('test/cli')) await installMutatedCommand();
  else importFirst();
}

void main();
