import { existsSync } from 'node:fs';
import {
  TerraformProject,
  type TerraformProjectOptions,
} from '../../../lib/terraform-plugin/testing';
import { findEngine } from '../../../scripts/engine';
import { afterTest } from '../../after-test';

async function project(configuration: string, options: Partial<TerraformProjectOptions> = {}) {
  const engine = await findEngine();
  const terraform = new TerraformProject({ engine, providers: {}, configuration, ...options });
  afterTest(() => terraform.remove());
  return terraform;
}

test('an apply returns the outputs by name, whatever their type', async () => {
  const terraform = await project(
    `
    variable "word" { type = string }
    output "word" { value = var.word }
    output "list" { value = [1, true, null] }`,
    { env: { TF_VAR_word: 'hello' } },
  );
  expect(await terraform.apply()).toEqual({ word: 'hello', list: [1, true, null] });
});

test('an apply that fails throws what the engine printed', async () => {
  const terraform = await project('output "word" { value = var.word }');
  await expect(terraform.apply()).rejects.toThrow(
    /^apply failed:\n[^]*Reference to undeclared input variable/,
  );
});

test('a run answers with its exit code and all that the engine printed', async () => {
  const terraform = await project('output "word" { value = "hello" }');
  const planned = await terraform.run('plan', '-detailed-exitcode');
  expect(planned).toEqual({ exitCode: 2, output: expect.stringContaining('+ word = "hello"') });
});

test('an engine that cannot be started is a failed run, which says why', async () => {
  const terraform = await project('', { engine: '/nowhere/terraform' });
  const { exitCode, output } = await terraform.run('plan');
  expect([exitCode, output]).toEqual([1, expect.stringContaining('ENOENT')]);
});

test('nothing is left of a project that was removed', async () => {
  const terraform = await project('');
  terraform.remove();
  expect(existsSync(terraform.folder)).toBe(false);
});
