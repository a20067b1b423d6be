import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  App,
  Aspects,
  type IStackSynthesizer,
  TerraformElement,
  TerraformStack,
  Testing,
} from 'cdktf';
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

test('a file that another synth has only half written is not read: the providers of the stack are taken instead', () => {
  synthesized((stack) => {
    stack.addOverride('terraform.required_providers.second', {
      source: 'example.com/acme/second',
      version: '~> 1.0',
    });
    const before = stack.synthesizer;
    stack.synthesizer = {
      synthesize: (session) => {
        before.synthesize(session);
        writeFileSync(path.join(outdir, 'stacks/stack/cdk.tf.json'), '{"terraform": {"requ');
      },
    };
    new DdsProvider(stack, 'dds');
  });
  expect(readFileSync(path.join(outdir, 'stacks/stack/.terraform.lock.hcl'), 'utf8')).toContain(
    'provider "example.com/acme/second"',
  );
});

function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  return stack;
}

describe('synthesizing a stack', () => {
  const manifest = JSON.parse(
    readFileSync(path.join(__dirname, '../../../../build/packages/manifest.json'), 'utf8'),
  ) as { version: string; packages: string[] };
  const folders: string[] = [];

  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  function fullSynth(stack: TerraformStack): string {
    const folder = Testing.fullSynth(stack);
    folders.push(folder);
    return path.join(folder, 'stacks/stack');
  }

  const mirror = 'terraform.d/plugins/terraform.internal/huaweicloud/dds';

  test('copies the packed provider to its folder', () => {
    const folder = fullSynth(newStack());
    expect(readdirSync(path.join(folder, mirror)).sort()).toEqual([...manifest.packages].sort());
    expect(readFileSync(path.join(folder, '.terraform.lock.hcl'), 'utf8')).toContain(
      `constraints = "${manifest.version}"`,
    );
  });

  test('lists its other providers in the lock file, once for several DdsProviders', () => {
    const stack = newStack();
    new DdsProvider(stack, 'other', { alias: 'other' });
    stack.addOverride('terraform.required_providers.time', {
      source: 'hashicorp/time',
      version: '~> 0.13',
    });
    const lock = readFileSync(path.join(fullSynth(stack), '.terraform.lock.hcl'), 'utf8');
    expect(lock.match(/provider "[^"]+"/g)).toEqual([
      'provider "terraform.internal/huaweicloud/dds"',
      'provider "registry.terraform.io/hashicorp/time"',
    ]);
  });

  test('copies the provider if it is written as HCL too', () => {
    const outdir = mkdtempSync(path.join(tmpdir(), 'dds-hcl-'));
    folders.push(outdir);
    process.env.SYNTH_HCL_OUTPUT = 'true'; // as `cdktf synth --hcl` does
    try {
      const app = new App({ outdir, hclOutput: true });
      new DdsProvider(new TerraformStack(app, 'stack'), 'dds');
      app.synth();
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
    const folder = path.join(outdir, 'stacks/stack');
    expect(readFileSync(path.join(folder, 'cdk.tf'), 'utf8')).toContain('provider "dds" {');
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['.terraform.lock.hcl', 'terraform.d']),
    );
  });
});

test('a CLI configuration that hides the provider is reported once per stack', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-cli-'));
  const file = path.join(folder, 'mirror.tfrc');
  writeFileSync(file, 'provider_installation {\n  direct {}\n}\n');
  const before = process.env.TF_CLI_CONFIG_FILE;
  process.env.TF_CLI_CONFIG_FILE = file;
  try {
    const stack = newStack();
    new DdsProvider(stack, 'other', { alias: 'other' });
    rmSync(Testing.fullSynth(stack), { recursive: true });
    const warnings = stack.node.metadata
      .filter(({ type }) => type.endsWith('warn'))
      .map(({ data }) => data as string);
    expect(warnings).toEqual([expect.stringContaining(file)]);
  } finally {
    if (before === undefined) delete process.env.TF_CLI_CONFIG_FILE;
    else process.env.TF_CLI_CONFIG_FILE = before;
    rmSync(folder, { recursive: true });
  }
});
