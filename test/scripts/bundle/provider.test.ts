import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFolder } from '../../../scripts/bundle/packages';
import { bundleProvider, type ProviderFile } from '../../../scripts/bundle/provider';

/** Serves nobody, but loads the client for SOCKS proxies when asked, as the provider does. */
const standIn = `
  if (process.argv[2] === 'request') {
    void import('socks').then(({ SocksClient }) => console.log('client', typeof SocksClient));
  } else {
    console.log('serving', process.argv.slice(2).join(' '));
  }
`;

let scratch: string;
let files: ProviderFile[];

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'dds build '));
  writeFileSync(path.join(scratch, 'main.ts'), standIn);
  symlinkSync(path.join(__dirname, '../../../node_modules'), path.join(scratch, 'node_modules'));
  files = await bundleProvider(path.join(scratch, 'main.ts'), []);
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** Writes the provider to a folder of its own; `run` runs its executable with nothing but `PATH` in the environment. */
async function provider(name: string) {
  const folder = path.join(scratch, name);
  await writeFolder(folder, files);
  const run = (args: string[], PATH: string) => {
    try {
      return {
        code: 0,
        stdout: execFileSync(path.join(folder, 'terraform-provider-dds'), args, {
          env: { PATH },
          encoding: 'utf8',
        }),
      };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, stdout };
    }
  };
  return { folder, run };
}

/** As esbuild names a module in the scratch folder. */
const fromRoot = (name: string) =>
  path.relative(path.join(__dirname, '../../..'), path.join(scratch, name));

const nodeFolder = path.dirname(process.execPath);

test('the executable is found by sh and runs in Node, with its arguments', async () => {
  const { run } = await provider('ordinary');
  expect(run(['one', 'two words'], nodeFolder)).toEqual({
    code: 0,
    stdout: 'serving one two words\n',
  });
});

test('it starts without the client for SOCKS proxies and reads that chunk when it needs one', async () => {
  const { folder, run } = await provider('without socks');
  expect(run(['request'], nodeFolder).stdout).toBe('client function\n');
  rmSync(path.join(folder, 'socks.cjs'));
  expect(run([], nodeFolder).code).toBe(0);
});

test('the start, what it imports dynamically and what that imports dynamically are files that share their modules', async () => {
  const write = (name: string, text: string) => writeFileSync(path.join(scratch, name), text);
  write('first.ts', 'export class First {}');
  write('second.ts', 'export class Second {}');
  write(
    'start.ts',
    `import { First } from './first';
     void import('./calls').then(({ run }) => run(First));
     void import('./more-calls').then(({ second }) => console.log(typeof second));`,
  );
  write(
    'calls.ts',
    `import { First } from './first';
     import { Second } from './second';
     export const run = async (Expected) => {
       const { rare } = await import('./rare');
       console.log(First === Expected, rare.first instanceof First, rare.second instanceof Second);
     };`,
  );
  write('more-calls.ts', `import { Second } from './second'; export const second = new Second();`);
  write(
    'rare.ts',
    `import { First } from './first';
     import { Second } from './second';
     export const rare = { first: new First(), second: new Second() };`,
  );
  const folder = path.join(scratch, 'chunks');
  const chunked = await bundleProvider(path.join(scratch, 'start.ts'), [
    { name: 'calls', modules: ['calls.ts', 'more-calls.ts'].map(fromRoot) },
  ]);
  await writeFolder(folder, chunked);
  const output = execFileSync('node', [path.join(folder, 'provider.cjs')], { encoding: 'utf8' });
  expect(output.split('\n').toSorted()).toEqual(['', 'object', 'true true true']);
  expect(chunked.map(({ name }) => name).filter((name) => name.endsWith('.cjs'))).toEqual([
    'provider.cjs',
    'calls.cjs',
    expect.stringMatching(/^rare-\w+\.cjs$/),
  ]);
});

test('the engine is told where to connect by a file that loads no HTTP/2, and V8 keeps the code in one byte a character', async () => {
  const files = await bundleProvider();
  const code = files.filter(({ name }) => name.endsWith('.cjs'));
  const namesWith = (pattern: RegExp) =>
    code
      .filter(({ content }) => pattern.test(Buffer.from(content).toString()))
      .map(({ name }) => name);
  expect(namesWith(/"node:http2"/)).toEqual(['connection.cjs']);
  expect(namesWith(/[^\0-\xff]/)).toEqual([]);
});

test('it runs below a project of ES modules', async () => {
  mkdirSync(path.join(scratch, 'esm'));
  writeFileSync(path.join(scratch, 'esm/package.json'), '{ "type": "module" }');
  const { run } = await provider('esm/.terraform');
  expect(run([], nodeFolder).code).toBe(0);
});

test('without Node it says so in one line on stdout, which the engine shows', async () => {
  const { run } = await provider('no node');
  const { code, stdout } = run([], '/nowhere');
  expect(code).toBe(1);
  expect(stdout).toMatchInlineSnapshot(`
   "The provider terraform.internal/huaweicloud/dds needs Node.js 20.18.1 or newer, and there is no \`node\` on the PATH of the process that runs it. Install Node.js (https://nodejs.org) where Terraform runs, and run again.
   "
  `);
});

test('with an old Node it names version and place in one line on stdout', async () => {
  const { folder, run } = await provider('old node');
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, path.join(bin, 'real-node'));
  writeFileSync(
    path.join(bin, 'be-old.js'),
    `Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } });
     Object.defineProperty(process, 'version', { value: 'v18.20.8' });`,
  );
  writeFileSync(
    path.join(bin, 'node'),
    `#!/bin/sh\nexec '${bin}/real-node' -r '${bin}/be-old.js' "$@"\n`,
    { mode: 0o755 },
  );
  const { code, stdout } = run([], bin);
  expect(code).toBe(1);
  expect(stdout.replace(process.execPath, '/usr/bin/node')).toMatchInlineSnapshot(`
   "The provider terraform.internal/huaweicloud/dds needs Node.js 20.18.1 or newer, and the \`node\` on the PATH of the process that runs it is v18.20.8 (/usr/bin/node). Put a newer one (https://nodejs.org) first on the PATH, and run again.
   "
  `);
});

test('equal sources give equal bytes, without paths of this machine', async () => {
  expect(await bundleProvider(path.join(scratch, 'main.ts'), [])).toEqual(files);
  const text = files.map(({ content }) => Buffer.from(content).toString('latin1')).join('');
  expect(text).not.toContain(scratch);
  expect(text).not.toContain(path.resolve(__dirname, '../../..'));
});

test('only the executable has a name that an engine would take for a provider', () => {
  expect(files.filter(({ name }) => name.startsWith('terraform-provider-'))).toMatchObject([
    { name: 'terraform-provider-dds', mode: 0o755 },
  ]);
});

test('the notice holds the licence of what is bundled', () => {
  const notice = files.find(({ name }) => name === 'NOTICE');
  expect(Buffer.from(notice?.content ?? []).toString()).toMatch(
    /socks [\d.]+ \(MIT\)\n\nThe MIT License/,
  );
});
