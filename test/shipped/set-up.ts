// What jest does once before the tests of what ships: `npm pack`, and the installation of the result.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { filesOf } from './zip-reader';

const root = path.join(__dirname, '..', '..');
const built = path.join(root, 'build');

/** The layers of `lib/` that each part of what ships is made of. */
const ofConstructs = ['index.ts', 'constructs', 'imports'];
const ofProvider = ['provider', 'terraform-plugin', 'huaweicloud'];
const ofCommand = ['cli', 'provider', 'huaweicloud'];

export default function setUp(): void {
  if (process.env.SHIPPED_PROJECT !== undefined) return;
  requireFreshBuild();
  const stamp = ['index.js', 'packages/manifest.json', 'cli/main.cjs', '../package.json']
    .map((name) => statSync(path.join(built, name)).mtimeMs)
    .join(' ');
  const project = path.join(built, 'shipped');
  if (textOf(path.join(project, 'stamp')) === stamp) return;
  const made = mkdtempSync(path.join(built, '.shipped-'));
  installInto(made);
  writeFileSync(path.join(made, 'stamp'), stamp);
  rmSync(project, { recursive: true, force: true });
  renameSync(made, project);
}

/** Throws where what was built is missing, or not what the sources say. */
function requireFreshBuild(): void {
  requireNewer('index.js', ofConstructs);
  requireNewer('packages/manifest.json', ofProvider);
  requireNewer('cli/main.cjs', ofCommand);
}

function requireNewer(name: string, layers: readonly string[]): void {
  const file = path.join(built, name);
  if (!existsSync(file)) throw unbuilt(`build/${name} is missing`);
  const { mtimeMs } = statSync(file);
  const newer = ['package.json', ...layers.map((layer) => `lib/${layer}`)]
    .flatMap((source) => filesBelow(source))
    .find((source) => statSync(path.join(root, source)).mtimeMs > mtimeMs);
  if (newer !== undefined) throw unbuilt(`${newer} is newer than build/${name}`);
}

function unbuilt(reason: string): Error {
  const error = new Error(
    `These tests run what ships, and ${reason}: run "npm run build" first, or "npm test".`,
  );
  error.stack = ''; // the place does not help
  return error;
}

function filesBelow(source: string): string[] {
  if (!statSync(path.join(root, source)).isDirectory()) return [source];
  return readdirSync(path.join(root, source)).flatMap((name) => filesBelow(`${source}/${name}`));
}

function installInto(project: string): void {
  const npm = ['pack', '--ignore-scripts', '--silent', '--pack-destination', project];
  const tarball = execFileSync('npm', npm, { cwd: root, encoding: 'utf8' }).trim();
  const library = path.join(project, 'node_modules', 'cdktf-huaweicloud-dds');
  mkdirSync(library, { recursive: true });
  const tar = ['-xzf', path.join(project, tarball), '--strip-components=1', '-C', library];
  execFileSync('tar', tar);
  // Without it Node takes what is imported here from the checkout, whose package has the same name.
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }\n');
  unpackProvider(path.join(library, 'build', 'packages'), path.join(project, 'provider'));
}

/** As an engine does, from the one package that is published for all platforms. */
export function unpackProvider(packages: string, folder: string): void {
  const zip = readdirSync(packages).find((file) => file.endsWith('.zip'));
  if (zip === undefined) throw new Error(`no package of the provider is in ${packages}`);
  mkdirSync(folder, { recursive: true });
  for (const { name, content, mode } of filesOf(readFileSync(path.join(packages, zip)))) {
    writeFileSync(path.join(folder, name), content, { mode });
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
