/** Real `cdktf deploy` of stacks that need another provider as well; all of one app, because each run takes seconds. */
import { type Project, type StackContent } from './project';
import { expectSuccess, Scratch } from './scratch';
import { provideRenamed, provideTime } from './second-provider';

jest.setTimeout(300_000);

const second = 'terraform.internal/acme/second';
const time = 'registry.terraform.io/hashicorp/time';

/** The second provider of each stack in the first deploy, and in the second one. */
const stacks = {
  none: [{}, {}],
  exact: [withSecond('1.1.0'), withSecond('1.1.0')],
  ranged: [withSecond('~> 1.0'), withSecond('~> 1.0')],
  // cdktf-cli cannot match it itself.
  intersected: [withSecond('> 1.0, < 2.0'), withSecond('> 1.0, < 2.0')],
  raised: [withSecond('1.0.0'), withSecond('2.0.0')],
  allowed: [withSecond('1.0.0'), withSecond('>= 1.0')],
} as const;
const stacksWithTime = {
  time: [withSecond('~> 0.13.0', time), withSecond('0.14.2', time)],
} as const;

function withSecond(version: string, source = second): StackContent {
  return { second: { source, version } };
}

let scratch: Scratch;
let app: Project;
let hasTime: boolean;

beforeAll(async () => {
  scratch = new Scratch();
  await provideRenamed(scratch.home, second, ['1.0.0', '1.1.0', '2.0.0']);
  hasTime = provideTime(scratch.home, ['0.13.1', '0.14.2']);
  if (!hasTime) console.warn('hashicorp/time is skipped: Go could not install it');
  app = await scratch.project('app');
});

afterAll(() => scratch.remove());

/** Describes the stacks as of this deploy, deploys them, and gives the versions of the second provider in their locks. */
async function deploy(index: 0 | 1): Promise<Record<string, string | undefined>> {
  const all = hasTime ? { ...stacks, ...stacksWithTime } : stacks;
  const names = Object.keys(all);
  app.describe(Object.fromEntries(Object.entries(all).map(([name, of]) => [name, of[index]])));
  expectSuccess(await app.deploy(...names));
  return Object.fromEntries(names.map((name) => [name, lockedVersion(name)]));
}

function lockedVersion(stack: string): string | undefined {
  const entries = app.lockFile(stack).replace(/\/\*[^]*?\*\//g, '');
  return /"[^"]+\/(?:second|time)" \{\n {2}version +=  ?"([^"]+)"/.exec(entries)?.[1];
}

test('stacks deploy beside a second provider, also one of a public registry, and after its version was raised', async () => {
  const first = await deploy(0);
  expect(first).toEqual({
    none: undefined,
    exact: '1.1.0',
    ranged: '1.1.0',
    intersected: '1.1.0',
    raised: '1.0.0',
    allowed: '1.0.0',
    ...(hasTime ? { time: '0.13.1' } : {}),
  });
  expect(await deploy(1)).toEqual({
    ...first,
    raised: '2.0.0',
    allowed: '1.0.0', // it stays while the stack still allows it
    ...(hasTime ? { time: '0.14.2' } : {}),
  });
});
