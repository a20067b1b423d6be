import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { type StartOptions } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { ddsBackup, type Ran, type RunOptions, startedCommand } from './command';
import { onTerminal, type Terminal } from './terminal';

/** A simulated cloud for the test that runs, and the command in its environment. */
export async function simulated(options: StartOptions = {}) {
  const cloud = await startSimulator(options);
  afterTest(() => cloud.close());
  const endpoints = ['dds', 'iam', 'sts'].flatMap((name) => ['--endpoint', `${name}=${cloud.url}`]);
  const inCloud = <O extends RunOptions>({ env, ...rest }: O) => ({
    ...rest,
    env: { ...cloud.environment, ...env },
  });
  return {
    cloud,
    endpoints,
    /** Runs the command to its end. */
    run: (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
      ddsBackup([...args, ...endpoints], inCloud(options)),
    /** Starts the command. */
    start: (args: readonly string[], options: RunOptions = {}) =>
      startedCommand([...args, ...endpoints], inCloud(options)),
    /** Runs the command on a terminal. */
    onTerminal: (args: readonly string[], terminal: Terminal = {}): Promise<Ran> =>
      onTerminal([...args, ...endpoints], inCloud(terminal)),
  };
}

export type Simulated = Awaited<ReturnType<typeof simulated>> & { cloud: Simulator };
