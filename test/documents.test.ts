import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { allBlocks, documents, root, textOf as text } from './documents/blocks';
import { project } from './shipped/shipped-package';

const snippets = allBlocks.filter(({ info }) => info === 'ts');

/** The one provider of a stack that needs no alias. */
const hasProvider = /new DdsProvider\((?![^)]*alias:)/;

/** What a snippet that is not a whole program stands in. */
const surroundings = (code: string) => `
import { App, DataResource, Fn, TerraformIterator, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import * as dds from 'cdktf-huaweicloud-dds';
import { type IBackup } from 'cdktf-huaweicloud-dds';
const { Backup, BackupDownload, BackupDownloadLinks, BackupQuery, DdsProvider, EphemeralBackupDownloadLinks } = dds;
const instanceId = '0123456789abcdef0123456789abcdefin02';
const backupId = '0123456789abcdef0123456789abcdefbr02';
const app = new App();
const stack = new TerraformStack(app, 'backups');
${hasProvider.test(code) ? '' : "new dds.DdsProvider(stack, 'dds', { region: 'eu-west-101' });"}
${code}
app.synth();
`;

/** In a project that has the package installed. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(project, 'readme-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string) => path.join(folder, `${name.replace(/\W/g, '-')}.ts`);

/** What the compiler and the run say, of all snippets at once: most of their time goes into the libraries. */
let problems: readonly ts.Diagnostic[];
let run: SpawnSyncReturns<string>;
beforeAll(() => {
  for (const { name, code } of snippets) {
    writeFileSync(fileOf(name), code.includes('new App') ? code : surroundings(code));
  }
  const files = snippets.map(({ name }) => fileOf(name));
  problems = problemsOf(files);
  const runner = path.join(folder, 'run.cjs');
  writeFileSync(
    runner,
    `for (const file of process.argv.slice(2)) {
      process.env.CDKTF_OUTDIR = file + '.out';
      require(file);
    }`,
  );
  run = spawnSync(process.execPath, ['--import', 'tsx', runner, ...files], {
    cwd: root,
    encoding: 'utf8',
  });
});

test('the README begins with the two commands, then shows a stack of about 15 lines', () => {
  const readme = text('README.md');
  expect(readme.indexOf('npm ci && npm run demo')).toBeLessThan(readme.indexOf('```ts'));
  expect(snippets[0]!.code.split('\n').length).toBeLessThan(20);
});

test.each(snippets)('$name compiles, and synthesizes a stack', ({ name }) => {
  const file = fileOf(name);
  const ofFile = problems.filter((problem) => [undefined, file].includes(problem.file?.fileName));
  const messages = ofFile.map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
  expect(messages).toEqual([]);
  expect([run.status, run.stderr]).toEqual([0, '']);
  expect(readFileSync(path.join(`${file}.out`, 'stacks/backups/cdk.tf.json'), 'utf8')).toContain(
    '"dds"',
  );
});

test('the commands that the documents name exist', () => {
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
  const all = documents.map(text).join('\n');
  const named = [...all.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

const linksOf = (name: string) =>
  [...text(name).matchAll(/\]\((?!https?:)([^)]*)\)/g)].map(([, target]) => {
    const [file = '', heading] = target!.split('#');
    return { target, file: file === '' ? name : path.join(path.dirname(name), file), heading };
  });

test.each(documents)('the links of %s lead somewhere', (name) => {
  const leadNowhere = linksOf(name).filter(
    ({ file, heading }) =>
      !existsSync(path.join(root, file)) ||
      (heading !== undefined && !anchorsOf(file).includes(heading)),
  );
  expect(leadNowhere).toEqual([]);
});

/** What the headings of a document are called in links, by the rules of GitHub. */
function anchorsOf(name: string): string[] {
  const headings = text(name).match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

test('the README stays short', () => {
  expect(text('README.md').split('\n').length).toBeLessThanOrEqual(260);
});

function problemsOf(files: readonly string[]): readonly ts.Diagnostic[] {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.dev.json'), (name) =>
    ts.sys.readFile(name),
  ) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return ts.getPreEmitDiagnostics(ts.createProgram(files, { ...options, noUnusedLocals: false }));
}
