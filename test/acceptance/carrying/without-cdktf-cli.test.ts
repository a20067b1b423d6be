/** Stacks that an app synthesizes by itself, and the engine alone initializes. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expectSuccess, Scratch } from './scratch';

let scratch: Scratch;
beforeAll(() => {
  scratch = new Scratch();
});
afterAll(() => scratch.remove());

test('the plain engine initializes and plans what plain node synthesizes', async () => {
  const app = await scratch.project('plain');
  expectSuccess(await app.node());
  const lock = app.lockFile();
  expectSuccess(await app.engine(app.stackFolder(), 'init'));
  expectSuccess(await app.engine(app.stackFolder(), 'plan'));
  expect(app.lockFile()).toContain(lock);
});

test('the plain engine initializes and validates what Testing.fullSynth synthesizes', async () => {
  const app = await scratch.project('full synth');
  const { code, output } = await app.node('full-synth');
  expectSuccess({ code, output });
  const folder = path.join(output.trim(), 'stacks/stack');
  expectSuccess(await app.engine(folder, 'init'));
  expectSuccess(await app.engine(folder, 'validate'));
  rmSync(output.trim(), { recursive: true });
});

test('several synths at once leave a stack that deploys', async () => {
  const app = await scratch.project('at once');
  const synths = await Promise.all([app.node(), app.node(), app.node()]);
  synths.forEach(expectSuccess);
  expectSuccess(await app.engine(app.stackFolder(), 'init'));
});

test('an engine that runs without Node shows the reason and the next step', async () => {
  const app = await scratch.project('without node');
  expectSuccess(await app.node());
  expectSuccess(await app.engine(app.stackFolder(), 'init'));
  const { code, output } = await app.engineAlone(app.stackFolder(), 'plan', '-no-color');
  expect(code).toBe(1);
  expect(output.replace(/[\s│]+/g, ' ')).toContain(
    'needs Node.js 20.18.1 or newer, and there is no `node` on the PATH of the process that runs it. Install Node.js',
  );
});
