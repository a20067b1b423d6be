/** What a real engine makes of the answers about managed resources, above all of errors. */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildProviderExecutable, TerraformProject } from '../../lib/terraform-plugin/testing';
import { findEngine } from '../../scripts/engine';
import { afterTest } from '../after-test';

const folder = mkdtempSync(path.join(tmpdir(), 'faulty-provider-'));
beforeAll(() =>
  buildProviderExecutable(path.join(__dirname, 'faulty-provider.ts'), folder, 'faulty'),
);
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = `
  terraform {
    required_providers {
      faulty = { source = "example.com/x/faulty" }
    }
  }`;

class Stack {
  static async of(configuration: string): Promise<Stack> {
    const project = new TerraformProject({
      engine: await findEngine(),
      providers: { 'example.com/x/faulty': folder },
      configuration: HEAD + configuration,
    });
    afterTest(() => project.remove());
    return new Stack(project);
  }

  private constructor(private readonly project: TerraformProject) {}

  configure(configuration: string): void {
    writeFileSync(path.join(this.project.folder, 'main.tf'), HEAD + configuration);
  }

  async run(...command: [string, ...string[]]) {
    const { exitCode, output } = await this.project.run(...command);
    return { exitCode, output: output.replace(/[\s│╷╵]+/g, ' ') };
  }

  apply() {
    return this.run('apply', '-auto-approve');
  }

  /** The thing in the state, undefined if there is none. */
  async thing(name = 'a') {
    const { output } = await this.project.run('show', '-json');
    const { values } = JSON.parse(output.slice(output.indexOf('{"'))) as ShownState;
    return values?.root_module.resources?.find((resource) => resource.name === name);
  }
}

interface ShownState {
  readonly values?: {
    readonly root_module: {
      readonly resources?: readonly {
        readonly name: string;
        readonly tainted?: boolean;
        readonly values: Readonly<Record<string, unknown>>;
      }[];
    };
  };
}

const thing = (rest: string, name = 'a') =>
  `\n resource "faulty_thing" "${name}" {\n name = "${name}"\n ${rest}\n }`;

test('a create that made nothing leaves no object behind', async () => {
  const stack = await Stack.of(thing('fault = "nothing"'));
  const { exitCode, output } = await stack.apply();
  expect([exitCode, output]).toEqual([1, expect.stringContaining('Error: Nothing was created')]);
  expect(await stack.thing()).toBeUndefined();
});

test('a create that made a part leaves it tainted, and the next run replaces it', async () => {
  const stack = await Stack.of(thing('fault = "partly"'));
  expect((await stack.apply()).output).toContain('Error: Half of it was created');
  expect(await stack.thing()).toMatchObject({ tainted: true, values: { serial: 'r1/a' } });
  stack.configure(thing(''));
  const { output } = await stack.apply();
  expect(output).toMatch(/is tainted, so (it )?must be replaced/); // "it" says OpenTofu 1.12
  const { tainted, values } = (await stack.thing())!;
  expect([tainted, values]).toEqual([undefined, expect.objectContaining({ serial: 'r1/a' })]);
});

test('an update that failed half-way keeps what it has changed, and taints nothing', async () => {
  const stack = await Stack.of(thing(''));
  await stack.apply();
  stack.configure(thing('label = "new"\n fault = "partly"'));
  expect((await stack.apply()).output).toContain('Error: Half of it was changed');
  const { tainted, values } = (await stack.thing())!;
  expect([tainted, values]).toEqual([undefined, expect.objectContaining({ label: 'half' })]);
});

test('private state comes back in every run', async () => {
  const stack = await Stack.of(thing(''));
  await stack.apply();
  await stack.run('apply', '-refresh-only', '-auto-approve');
  await stack.run('apply', '-refresh-only', '-auto-approve');
  expect((await stack.thing())?.values).toMatchObject({ reads: 2 });
});

test('what is unknown in a plan is settled in the apply, also in the configuration of a provider', async () => {
  const stack = await Stack.of(`${thing('')}
    provider "faulty" {
      alias  = "later"
      region = faulty_thing.a.serial
    }
    ${thing('provider = faulty.later\n label = faulty_thing.a.serial', 'b')}`);
  const { output } = await stack.run('plan');
  expect(output).toMatch(/"b" \{ \+ fault = "none" \+ label = \(known after apply\)/);
  expect(output).toMatch(/region = "r1".*region = \(known after apply\)/);
  expect((await stack.apply()).exitCode).toBe(0);
  expect((await stack.thing('b'))?.values).toMatchObject({
    label: 'r1/a',
    serial: 'r1/a/b',
  });
});

test.each([
  ['plan', 'returned a wrong "label": the configuration leaves it out.'],
  ['result', 'returned a wrong "label": it has another value than in the plan.'],
])('a mistake of the author in a %s is named in his own terms', async (fault, rule) => {
  const stack = await Stack.of(thing(`fault = "${fault}"`));
  const { exitCode, output } = await stack.apply();
  expect(exitCode).toBe(1);
  expect(output).toContain('Error: The provider failed');
  expect(output).toContain(rule);
  expect(output).not.toContain('Provider produced');
  // What was created is not lost.
  if (fault === 'result') expect(await stack.thing()).toMatchObject({ tainted: true });
});

test('warnings of plans are shown, also of a destruction', async () => {
  const stack = await Stack.of(thing('fault = "warning"'));
  expect((await stack.apply()).output).toContain('Warning: Careful');
  const { exitCode, output } = await stack.run('destroy', '-auto-approve');
  expect([exitCode, output]).toEqual([0, expect.stringContaining('Warning: a leaves a trace')]);
  expect(await stack.thing()).toBeUndefined();
});

test('other timeouts and an empty string change the state, without asking the provider', async () => {
  const stack = await Stack.of(thing('label = ""'));
  await stack.apply();
  expect((await stack.run('plan', '-detailed-exitcode', '-refresh=false')).exitCode).toBe(0);
  stack.configure(thing('label = ""\n timeouts {\n create = "1m"\n }'));
  expect((await stack.apply()).output).toContain('1 changed');
  expect((await stack.thing())?.values).toMatchObject({ label: '', timeouts: { create: '1m' } });
});
