/** The toy provider, built from its source and run by a real engine, and in this process. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildProviderExecutable, TerraformProject } from '../../lib/terraform-plugin/testing';
import { findEngine } from '../../scripts/engine';
import { afterTest } from '../after-test';

const example = path.join(__dirname, '../../examples/toy-provider/main.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'toy-provider-'));
beforeAll(() => buildProviderExecutable(example, folder, 'toy'));
afterAll(() => rmSync(folder, { recursive: true }));

async function project(configuration: string): Promise<TerraformProject> {
  const terraform = new TerraformProject({
    engine: await findEngine(),
    providers: { 'example.com/x/toy': folder },
    configuration: `terraform {
      required_providers {
        toy = { source = "example.com/x/toy" }
      }
    }
    ${configuration}`,
  });
  afterTest(() => terraform.remove());
  return terraform;
}

const HELLO = `
  data "toy_hello" "ann" { name = "Ann" }
  output "text" { value = data.toy_hello.ann.text }`;

test('an engine reads its data source, and the provider says hello', async () => {
  const terraform = await project(HELLO);
  expect(await terraform.apply()).toEqual({ text: 'Hello, Ann' });
});

test('the data source works with what the provider was configured with', async () => {
  const terraform = await project(`provider "toy" { greeting = "Hi" }${HELLO}`);
  expect(await terraform.apply()).toEqual({ text: 'Hi, Ann' });
});

test('the engine reports an argument that is missing, where it is missing', async () => {
  const terraform = await project('data "toy_hello" "ann" {}');
  const { exitCode, output } = await terraform.run('plan');
  expect([exitCode, output]).toEqual([1, expect.stringContaining('"name" is required')]);
});

test('the engine shows its schema', async () => {
  const terraform = await project(HELLO);
  const { output } = await terraform.run('providers', 'schema', '-json');
  const schemas = JSON.parse(output) as { provider_schemas: Record<string, object> };
  expect(schemas.provider_schemas['example.com/x/toy']).toMatchObject({
    provider: { block: { attributes: { greeting: { type: 'string', optional: true } } } },
    data_source_schemas: {
      toy_hello: {
        block: {
          attributes: {
            name: { type: 'string', required: true, description: 'Whom to greet.' },
            text: { type: 'string', computed: true },
          },
        },
      },
    },
  });
});

describe('a note of its resource', () => {
  const file = path.join(folder, 'note.txt');
  const note = (rest = '') => `
    variable "path" { default = "${file}" }
    resource "toy_note" "a" {
      path = var.path
      ${rest}
    }
    output "size" { value = toy_note.a.size }`;

  test('is created, changed where it has drifted, replaced elsewhere, and destroyed', async () => {
    const terraform = await project(note());
    expect(await terraform.apply()).toEqual({ size: 5 });
    expect((await terraform.run('plan', '-detailed-exitcode')).exitCode).toBe(0);
    writeFileSync(file, 'changed by hand');
    const drifted = await terraform.run('plan', '-detailed-exitcode');
    expect([drifted.exitCode, drifted.output]).toEqual([
      2,
      expect.stringMatching(/updated in-place[^]*size = 15 -> 5[^]*"changed by hand" -> "Hello"/),
    ]);
    const elsewhere = `path=${file}.2`;
    const replaced = await terraform.run('apply', '-auto-approve', '-var', elsewhere);
    expect(replaced.output).toMatch(/must be replaced[^]*# forces replacement/);
    expect([existsSync(file), readFileSync(`${file}.2`, 'utf8')]).toEqual([false, 'Hello']);
    expect((await terraform.run('destroy', '-auto-approve')).exitCode).toBe(0);
    expect(existsSync(`${file}.2`)).toBe(false);
  });

  test('that is gone is created again', async () => {
    const terraform = await project(note());
    await terraform.apply();
    rmSync(file);
    expect((await terraform.run('apply', '-auto-approve')).output).toContain('1 added');
    expect(readFileSync(file, 'utf8')).toBe('Hello');
  });

  test('that exists is imported, and one that does not is an error', async () => {
    writeFileSync(file, 'Bye');
    const terraform = await project(note('text = "Bye"'));
    expect((await terraform.run('import', 'toy_note.a', `${file}.3`)).output).toContain(
      'Error: Nothing to import',
    );
    expect((await terraform.run('import', 'toy_note.a', file)).exitCode).toBe(0);
    expect((await terraform.run('plan')).output).not.toContain('toy_note.a will be');
  });
});
