import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildProviderExecutable,
  Engine,
  ENGINE_ENVIRONMENT,
  ProviderProcess,
} from '../../../lib/terraform-plugin/testing';
import { Workshop } from '../server/started-provider';

const workshop = new Workshop();
const folder = mkdtempSync(path.join(tmpdir(), 'served-provider-'));
let toy: string;
beforeAll(() => {
  const entry = path.join(__dirname, '../../../examples/toy-provider/main.ts');
  toy = buildProviderExecutable(entry, folder, 'toy');
});
afterAll(async () => {
  await workshop.close();
  rmSync(folder, { recursive: true });
});

function run(program: string, ...args: string[]) {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { PATH } });
  return { status, stdout, stderr };
}

const USAGE =
  'Usage: terraform-provider-toy [-debug | schema]. Terraform and OpenTofu start it without an argument.\n';

test('a provider that an engine starts is served, and logs under its own name', async () => {
  const provider = await ProviderProcess.start(toy);
  const engine = new Engine(provider.call, 'toy_hello');
  await engine.configure({ greeting: 'Hi' });
  const { state } = await engine.read({ name: 'Ann' });
  expect({ ...(state as object) }).toEqual({ name: 'Ann', text: 'Hi, Ann', timeouts: null });
  expect(await provider.end()).toContainEqual(expect.objectContaining({ '@module': 'toy' }));
});

test('an engine of another protocol version is refused, with exit code 1', async () => {
  const provider = workshop.start(toy, { ...ENGINE_ENVIRONMENT, PLUGIN_PROTOCOL_VERSIONS: '5' });
  expect((await provider.ended).code).toBe(1);
  expect(provider.stdout).toContain('speaks version 6 of the Terraform plugin protocol');
});

test('-debug serves until it is interrupted, and prints how an engine finds the process', async () => {
  const provider = workshop.start(toy, {}, '-debug');
  expect(await provider.line()).toContain(`'{"example.com/x/toy":{"Protocol":"grpc"`);
  provider.process.kill('SIGINT');
  expect((await provider.ended).code).toBe(0);
});

test('schema prints the schemas', () => {
  const { status, stdout } = run(toy, 'schema');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty(['provider_schemas', 'example.com/x/toy']);
});

describe('a provider that cannot be loaded', () => {
  let broken: string;
  beforeAll(() => {
    const entry = path.join(folder, 'broken.ts');
    const library = path.join(__dirname, '../../../lib/terraform-plugin');
    writeFileSync(
      entry,
      `import { serve } from ${JSON.stringify(library)};
      const load = () => Promise.reject(new Error('There is no region "mars"'));
      // In protobuf: it plans deletions, too.
      const schemas = () => Promise.resolve(Uint8Array.of(0x32, 2, 8, 1));
      serve({ source: 'example.com/x/broken', load, schemas });`,
    );
    broken = buildProviderExecutable(entry, folder, 'broken');
  });

  test('schema says why in one line, and ends with exit code 1', () => {
    const stderr = 'terraform-provider-broken cannot be loaded: Error: There is no region "mars"\n';
    expect(run(broken, 'schema')).toEqual({ status: 1, stdout: '', stderr });
  });

  test('the usage is printed all the same', () => {
    expect(run(broken, '--help')).toMatchObject({ status: 0, stderr: '' });
  });

  test('its prepared schemas are answered, and each other call fails with the reason', async () => {
    const provider = await ProviderProcess.start(broken);
    const { serverCapabilities } = await provider.call('getProviderSchema', {});
    expect(serverCapabilities).toMatchObject({ planDestroy: true });
    await expect(provider.call('getMetadata', {})).rejects.toThrow('There is no region "mars"');
    await provider.end();
  });
});

test.each(['-h', '--help', 'help'])('%s prints the usage', (argument) => {
  expect(run(toy, argument)).toEqual({ status: 0, stdout: USAGE, stderr: '' });
});

test('any other argument is refused with the usage, and exit code 2', () => {
  const stderr = `There is no argument "-x y". ${USAGE}`;
  expect(run(toy, '-x', 'y')).toEqual({ status: 2, stdout: '', stderr });
});
