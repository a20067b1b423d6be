/** Of Stryker, in the sandbox, once the sources there are mutated: prepares them for the processes that tests start. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleCommand } from '../../scripts/build-command';
import { writeFolder } from '../../scripts/build-packages';

const sandbox = path.join(__dirname, '..', '..');
const { MUTATION_TESTS = '', MUTATION_ROOT = '' } = process.env;

const ofCommand = MUTATION_TESTS.startsWith('test/cli');

/** In the command only by the file that loads all others: a chunk for it would be one more to load. */
function importFirst(): void {
  const folder = path.join(sandbox, 'started');
  const imported = path.join(__dirname, 'started-process.cjs');
  writeFileSync(imported, readFileSync(imported, 'utf8').replace('@folder@', folder));
  for (const name of readdirSync(path.join(sandbox, 'lib'), {
    recursive: true,
    encoding: 'utf8',
  })) {
    const file = path.join(sandbox, 'lib', name);
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(file, 'utf8');
    const isFirst = ofCommand ? name === 'cli/main.ts' : text.includes('__stryker__');
    if (isFirst) writeFileSync(file, `import '${imported}';\n${text}`);
  }
}

/** In the installed package, in place of what was built. */
async function installMutatedCommand(): Promise<void> {
  const library = path.join(sandbox, 'build/shipped/node_modules/cdktf-huaweicloud-dds');
  const command = path.join(library, 'build/cli');
  rmSync(command, { recursive: true });
  await writeFolder(command, await bundleCommand());
}

async function main(): Promise<void> {
  importFirst();
  const built = path.join(MUTATION_ROOT, 'build');
  if (existsSync(built)) cpSync(built, path.join(sandbox, 'build'), { recursive: true });
  if (ofCommand) await installMutatedCommand();
}

void main();
