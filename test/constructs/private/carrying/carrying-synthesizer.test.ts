/** Providers that come late, and synthesizers that come later. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Aspects, type IStackSynthesizer, TerraformElement, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { DdsProvider } from '../../../../lib';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(path.join(tmpdir(), 'dds-late-'));
});
afterEach(() => rmSync(outdir, { recursive: true }));

function synthesized(define: (stack: TerraformStack, app: App) => void, synths = 1) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'stack');
  define(stack, app);
  for (let index = 0; index < synths; index++) app.synth();
}

const carriedInto = (stack = 'stack') =>
  ['.terraform.lock.hcl', 'terraform.d/plugins/terraform.internal/huaweicloud/dds'].every((name) =>
    existsSync(path.join(outdir, 'stacks', stack, name)),
  );

const addsProvider = (to: TerraformStack) => ({
  visit: () => {
    if (to.node.tryFindChild('dds') === undefined) new DdsProvider(to, 'dds');
  },
});

test('a provider that an aspect adds is carried', () => {
  synthesized((stack) => Aspects.of(stack).add(addsProvider(stack)));
  expect(carriedInto()).toBe(true);
});

test('a provider that an aspect of another stack adds is carried', () => {
  synthesized((stack, app) => {
    const other = new TerraformStack(app, 'other');
    Aspects.of(stack).add(addsProvider(other));
  });
  expect(carriedInto('other')).toBe(true);
  expect(carriedInto()).toBe(false);
});

test('a provider that is created when the stack is first written is carried', () => {
  class Late extends TerraformElement {
    override toTerraform(): object {
      if (this.node.tryFindChild('dds') === undefined) new DdsProvider(this, 'dds');
      return {};
    }
  }
  synthesized((stack) => new Late(new Construct(stack, 'nested'), 'late'));
  expect(carriedInto()).toBe(true);
});

test('the provider is carried again when the stack is synthesized again', () => {
  synthesized((stack) => Aspects.of(stack).add(addsProvider(stack)), 2);
  expect(carriedInto()).toBe(true);
});

describe('a synthesizer', () => {
  const own = (stack: TerraformStack): IStackSynthesizer => ({
    synthesize: ({ manifest, outdir: folder }) => {
      const { synthesizedStackPath, workingDirectory } = manifest.forStack(stack);
      mkdirSync(path.join(folder, workingDirectory), { recursive: true });
      writeFileSync(path.join(folder, synthesizedStackPath), JSON.stringify(stack.toTerraform()));
    },
  });

  test.each<[string, (stack: TerraformStack) => void]>([
    [
      'that is set later and calls the one before the provider',
      (stack) => {
        const before = stack.synthesizer;
        new DdsProvider(stack, 'dds');
        stack.synthesizer = { synthesize: (session) => before.synthesize(session) };
      },
    ],
    [
      'that is set later and calls the current one',
      (stack) => {
        new DdsProvider(stack, 'dds');
        const before = stack.synthesizer;
        stack.synthesizer = { synthesize: (session) => before.synthesize(session) };
      },
    ],
    [
      'that is set later and works on its own',
      (stack) => {
        new DdsProvider(stack, 'dds');
        stack.synthesizer = own(stack);
      },
    ],
    [
      'that replaces one that was set later',
      (stack) => {
        new DdsProvider(stack, 'dds');
        stack.synthesizer = { synthesize: () => undefined };
        stack.synthesizer = own(stack);
      },
    ],
  ])('%s carries the provider', (_, define) => {
    synthesized(define);
    expect(carriedInto()).toBe(true);
  });
});
