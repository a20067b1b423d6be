import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Fault, faulty } from '../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { DeployedStack } from './deployed-stack';
import { type RunningEngine } from './running-engine';
import { BackupDownloadLinks } from 'cdktf-huaweicloud-dds';

let cloud: Simulator;
let stack: DeployedStack;

beforeEach(async () => {
  cloud = await startSimulator();
  stack = await DeployedStack.of(cloud, (scope) => {
    const { instanceId, id: backupId } = cloud.backups.single;
    new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
  });
});

afterEach(async () => {
  stack.remove();
  await cloud.close();
});

/** A plan whose request for links has arrived and comes to nothing. */
async function stuckPlan(
  fault: Fault,
  action = 'ShowBackupDownloadLink',
  env: NodeJS.ProcessEnv = {},
): Promise<RunningEngine> {
  cloud.inject({ action, fault, times: Infinity });
  const arrived = cloud.nextRequest({ action });
  const engine = stack.start(['plan', '-input=false'], { env });
  const first = await Promise.race([arrived, engine.ended]);
  if ('output' in first) throw new Error(first.output);
  return engine;
}

/** The processes of the engine's group that are alive: itself and its providers. */
async function alive({ pid }: RunningEngine): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pgid=,stat=,args=']);
  const ofGroup = new RegExp(`^\\s*${pid ?? 0}\\s+[^Z]`);
  return stdout.split('\n').filter((line) => ofGroup.test(line));
}

/** Whatever it waits for, an engine that is interrupted is not to wait as long as one request may take. */
async function endsSoon(engine: RunningEngine) {
  const ended = await Promise.race([engine.ended, pause(20_000, undefined, { ref: false })]);
  if (ended === undefined) engine.kill();
  return ended;
}

describe('Ctrl-C ends', () => {
  test.each<[string, Fault, string]>([
    ['a request that hangs', { kind: 'hang' }, 'ShowBackupDownloadLink'],
    ['a look-up that hangs', { kind: 'hang' }, 'KeystoneListProjects'],
    [
      'an answer that drips',
      { kind: 'drip', bytes: 1, milliseconds: 100 },
      'ShowBackupDownloadLink',
    ],
    ['the wait for a throttle', faulty.throttle(60), 'ShowBackupDownloadLink'],
  ])('%s, and leaves no provider behind', async (_, fault, action) => {
    const engine = await stuckPlan(fault, action);
    expect((await alive(engine)).join('\n')).toContain('terraform-provider-dds');
    engine.interrupt();
    const ended = await endsSoon(engine);
    expect(ended).toMatchObject({ exitCode: 1, output: expect.stringContaining('Interrupted') });
    expect(ended?.output).not.toMatch(/Plugin did not respond|^\s+at /m);
    expect(await alive(engine)).toEqual([]);
  });

  test('all when it is pressed twice', async () => {
    const engine = await stuckPlan({ kind: 'hang' });
    engine.interrupt();
    await engine.hasSaid('Interrupt received');
    engine.interrupt();
    expect(await endsSoon(engine)).toMatchObject({ exitCode: 1 });
    await nobodyIsLeft(engine);
  });
});

describe('an engine that is killed leaves no provider behind', () => {
  test('that waits for an answer', async () => {
    const engine = await stuckPlan({ kind: 'hang' });
    engine.kill();
    await nobodyIsLeft(engine);
  });

  test('that is busy', async () => {
    const preload = path.join(stack.folder, 'busy.cjs');
    writeFileSync(preload, `process.on('SIGUSR2', () => { for (;;); });`);
    const engine = await stuckPlan({ kind: 'hang' }, undefined, {
      NODE_OPTIONS: `--require "${preload}"`,
    });
    for (const pid of await engine.providers()) process.kill(pid, 'SIGUSR2');
    engine.kill();
    await nobodyIsLeft(engine);
  });

  test('that waits for the system', async () => {
    const engine = await planThatReadsAPipe();
    engine.kill();
    await nobodyIsLeft(engine);
  });
});

test('Ctrl-C ends a plan that waits for the system, and leaves no provider behind', async () => {
  const engine = await planThatReadsAPipe();
  engine.interrupt();
  expect(await endsSoon(engine)).toMatchObject({ exitCode: 1 });
  await nobodyIsLeft(engine);
});

/** A plan that reads its profile from a pipe to which nobody writes. */
async function planThatReadsAPipe(): Promise<RunningEngine> {
  const pipe = path.join(stack.folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const engine = stack.start(['plan', '-input=false'], {
    env: {
      HW_ACCESS_KEY: undefined,
      HW_SECRET_KEY: undefined,
      HW_SHARED_CONFIG_FILE: pipe,
      HW_PROFILE: 'default',
    },
  });
  await engine.hasSaid('Reading...');
  return engine;
}

/** Bounded for machines that do other things as well: nothing else would end such a provider. */
async function nobodyIsLeft(engine: RunningEngine): Promise<void> {
  const end = Date.now() + 20_000;
  while ((await alive(engine)).length > 0 && Date.now() < end) await pause(50);
  expect(await alive(engine)).toEqual([]);
}
