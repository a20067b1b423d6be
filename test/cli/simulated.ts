import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { type StartOptions } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { ddsBackup, type Ran, type RunOptions, startedCommand } from './command';

/** A simulated cloud for the test that runs, and the command in its environment. */
export async function simulated(options: StartOptions = {}) {
  const cloud = await startSimulator(options);
  afterTest(() => cloud.close());
  const endpoints = ['dds', 'iam', 'sts'].flatMap((name) => ['--endpoint', `${name}=${cloud.url}`]);
  const inCloud = ({ env, ...rest }: RunOptions = {}) => ({
    ...rest,
    env: { ...cloud.environment, ...env },
  });
  return {
    cloud,
    endpoints,
    /** Runs the command to its end. */
    run: (args: readonly string[], options?: RunOptions): Promise<Ran> =>
      ddsBackup([...args, ...endpoints], inCloud(options)),
    /** Starts the command. */
    start: (args: readonly string[], options?: RunOptions) =>
      startedCommand([...args, ...endpoints], inCloud(options)),
  };
}

export type Simulated = Awaited<ReturnType<typeof simulated>> & { cloud: Simulator };
