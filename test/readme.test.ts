import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

jest.setTimeout(60_000);

const root = path.join(__dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const snippets = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!);

/** Inside the package, where its own name can be imported. */
let folder: string;
beforeAll(() => {
  mkdirSync(path.join(root, 'build'), { recursive: true });
  folder = mkdtempSync(path.join(root, 'build', 'readme-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the README begins with the two commands, then shows a stack of about 15 lines', () => {
  expect(readme.indexOf('npm ci && npm run demo')).toBeLessThan(readme.indexOf('```ts'));
  expect(snippets[0]!.split('\n').length).toBeLessThan(20);
});

test.each(snippets.map((code, index) => [index + 1, code]))(
  'snippet %d of the README compiles, and synthesizes a stack',
  (index, code) => {
    const file = path.join(folder, `snippet-${index}.ts`);
    writeFileSync(file, code);
    expect(problemsOf(file)).toEqual([]);
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDKTF_OUTDIR: path.join(folder, 'out') },
    });
    expect([status, stderr]).toEqual([0, '']);
    const stack = readFileSync(path.join(folder, 'out/stacks/backups/cdk.tf.json'), 'utf8');
    expect(stack).toContain('dds_backup_download_links');
  },
);

test('the commands that the documents name exist', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const documents = ['README.md', 'CONTRIBUTING.md'].map((name) =>
    readFileSync(path.join(root, name), 'utf8'),
  );
  const named = [...documents.join('\n').matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

function problemsOf(file: string): string[] {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.dev.json'), (name) =>
    ts.sys.readFile(name),
  ) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
