/** Apps that are assembled in other ways than by `npm install` and `node`. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { installLibrary } from './carrying/installed-library';

jest.setTimeout(180_000);

const modules = path.join(__dirname, '../../node_modules');

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'dds-app-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

const appWith = (cdktf: string) => `
const { App, TerraformStack } = require('${cdktf}');
const { DdsProvider } = require('cdktf-huaweicloud-dds');
const app = new App();
new DdsProvider(new TerraformStack(app, 'stack'), 'dds');
app.synth();
`;

async function projectWith(app: string): Promise<string> {
  const project = path.join(scratch, 'project');
  mkdirSync(project);
  await installLibrary(project);
  writeFileSync(path.join(project, 'main.js'), app);
  return project;
}

function bundled(project: string, into: string): string {
  const outfile = path.join(into, 'bundle.js');
  buildSync({
    entryPoints: [path.join(project, 'main.js')],
    outfile,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  return outfile;
}

function run(app: string, cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [app], { cwd, timeout: 120_000 }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}

const carriedIn = (folder: string) =>
  existsSync(path.join(folder, 'cdktf.out/stacks/stack/.terraform.lock.hcl'));

describe('an app that esbuild has bundled', () => {
  test.each([
    ['is', 'dist', '.'],
    ['is, even if it runs elsewhere', 'dist', '..'],
  ])('finds the provider where the library %s installed', async (_, into, cwd) => {
    const project = await projectWith(appWith('cdktf'));
    const folder = path.join(project, cwd);
    expect(await run(bundled(project, path.join(project, into)), folder)).toBe('');
    expect(carriedIn(folder)).toBe(true);
  });

  test('finds the provider where it runs, even if the bundle is elsewhere', async () => {
    const project = await projectWith(appWith('cdktf'));
    expect(await run(bundled(project, path.join(scratch, 'elsewhere')), project)).toBe('');
    expect(carriedIn(project)).toBe(true);
  });

  test('reports what to do if the library is not installed', async () => {
    const project = await projectWith(appWith('cdktf'));
    const elsewhere = path.join(scratch, 'elsewhere');
    const output = await run(bundled(project, elsewhere), elsewhere);
    expect(output).toContain('cdktf-huaweicloud-dds is not installed for');
    expect(output).toContain(
      'If the app is bundled, install cdktf-huaweicloud-dds where it runs, and leave it out of the bundle (esbuild --external:cdktf-huaweicloud-dds)',
    );
  });
});

describe('two copies of cdktf', () => {
  test('are reported if the library has its own, as with npm link', async () => {
    const project = await projectWith(appWith('cdktf'));
    const own = path.join(project, 'node_modules/cdktf-huaweicloud-dds/node_modules');
    mkdirSync(own);
    cpSync(path.join(modules, 'cdktf'), path.join(own, 'cdktf'), { recursive: true });
    const output = await run('main.js', project);
    expect(output).toContain('stack/dds: there are two copies of cdktf');
    expect(output).toContain(`${modules}/cdktf (cdktf 0.21.0)`);
    expect(output).toContain(`${own}/cdktf (cdktf 0.21.0)`);
  });

  test('are reported if the app uses one under another name', async () => {
    const project = await projectWith(appWith('cdk-terrain'));
    const alias = path.join(project, 'node_modules/cdk-terrain');
    cpSync(path.join(modules, 'cdktf'), alias, { recursive: true });
    // Its own dependencies lie beside it.
    symlinkSync(modules, path.join(scratch, 'node_modules'));
    const output = await run('main.js', project);
    expect(output).toContain(`${alias} (cdktf 0.21.0)`);
    expect(output).toContain('use the name "cdktf" for an alias of cdktf');
  });
});
