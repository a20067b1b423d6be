import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ENGINE_ENVIRONMENT } from '../../../../lib/terraform-plugin/testing/engine-environment';
import { pipe, provider, startAndConnect, workshop } from '../fixture';
import { type StartedProvider } from '../started-provider';

describe('the provider of an engine that is killed', () => {
  const engine = workshop.bundle('fixture-engine');

  /** The provider shares the standard error of its engine, so it is gone as well when that is closed. */
  async function providerGoesWith(process: StartedProvider) {
    const socket = await process.socket();
    process.process.kill('SIGKILL');
    await process.ended;
    expect(existsSync(socket)).toBe(false);
    expect(existsSync(dirname(socket))).toBe(false);
  }

  test.each([[[]], [['echo']]])('it ends after it was asked for %j', async (calls) => {
    await providerGoesWith(workshop.start(engine, ENGINE_ENVIRONMENT, provider, ...calls));
  });

  test('it ends though it computes', async () => {
    const env = { ...ENGINE_ENVIRONMENT, TF_LOG: 'info' };
    const process = workshop.start(engine, env, provider, 'computes for ever');
    await process.logged('computing');
    await providerGoesWith(process);
  });

  test('it ends though it waits for the system', async () => {
    const env = { ...ENGINE_ENVIRONMENT, TF_LOG: 'info' };
    const process = workshop.start(engine, env, provider, 'reads a file', pipe());
    await process.logged('reading');
    await providerGoesWith(process);
  });
});

/** All processes that are alive. */
function processes() {
  const columns = ['-eo', 'pid=,ppid=,pgid=,stat='];
  const lines = execFileSync('ps', columns, { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state !== undefined && !state.startsWith('Z'))
    .map((columns) => {
      const [pid, parent, group] = columns.map(Number);
      return { pid, parent, group };
    });
}

/** The first process that is as wanted; waits for it. */
async function processThat(isWanted: (one: ReturnType<typeof processes>[number]) => boolean) {
  for (;;) {
    const found = processes().find(isWanted);
    if (found !== undefined) return found;
    await pause(20);
  }
}

test('the watchdog has a process group of its own, and ends with the provider', async () => {
  const { process, client } = await startAndConnect();
  await client.callFunction('is watched');
  const { pid } = process.process;
  const watchdog = await processThat((one) => one.parent === pid && one.group === one.pid);

  process.process.kill('SIGTERM');

  expect(await process.ended).toEqual({ code: 0, signal: null });
  while (processes().some(({ group }) => group === watchdog.group)) await pause(20);
});
