import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ENGINE_ENVIRONMENT } from '../../../lib/terraform-plugin/testing/engine-environment';
import { pipe, provider, startAndConnect, workshop } from './fixture';
import { type StartedProvider } from './started-provider';

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

/** All processes, zombies too, that `ps` lists. */
function processes() {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid, parent, group] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, group };
  });
}

test('the watchdog ends with the provider', async () => {
  const { process, client } = await startAndConnect();
  await client.callFunction('is watched');
  const [watchdog] = processes().filter(({ parent }) => parent === process.process.pid);
  expect(watchdog?.group).toBe(watchdog?.pid);

  process.process.kill('SIGTERM');

  expect(await process.ended).toEqual({ code: 0, signal: null });
  expect(processes().filter(({ group }) => group === watchdog?.group)).toEqual([]);
});
