import { type ChildProcess } from 'node:child_process';
import { type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** How long what was told to end may take (milliseconds), on machines that do other things as well. */
const LONGEST_WAIT = 15_000;

/**
 * Fails a file of tests that leaves a process or a server open, by its name, and ends what it has left: it would keep
 * the whole run from ending. The option `longestWait` of the environment replaces the time that this may take.
 */
export default class WatchfulEnvironment extends TestEnvironment {
  private readonly before = new Set(openHandles());
  private readonly longestWait: number;

  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context);
    const { longestWait } = config.projectConfig.testEnvironmentOptions;
    this.longestWait = typeof longestWait === 'number' ? longestWait : LONGEST_WAIT;
  }

  async handleTestEvent(event: Circus.Event, state: Circus.State): Promise<void> {
    if (event.name !== 'run_finish') return;
    const end = Date.now() + this.longestWait;
    while (this.left().length > 0 && Date.now() < end) await pause(20);
    for (const handle of this.left()) {
      const error = new Error(`left open: ${nameOf(handle)}`);
      error.stack = error.message; // the place is not the one that matters
      state.unhandledErrors.push(error);
      if (isProcess(handle)) handle.kill('SIGKILL');
      else handle.close();
    }
  }

  private left() {
    return openHandles().filter((handle) => !this.before.has(handle));
  }
}

/** Processes and servers of this process that are open; Node has no public way to tell. */
function openHandles(): (ChildProcess | Server)[] {
  return (process as unknown as { _getActiveHandles(): object[] })
    ._getActiveHandles()
    .filter((handle) => isProcess(handle) || isServer(handle));
}

function isProcess(handle: object): handle is ChildProcess {
  return 'spawnargs' in handle;
}

function isServer(handle: object): handle is Server {
  return 'listening' in handle && handle.listening === true;
}

function nameOf(handle: ChildProcess | Server): string {
  return isProcess(handle)
    ? `the process ${handle.spawnargs.join(' ')}`
    : `a server at ${JSON.stringify(handle.address())}`;
}
