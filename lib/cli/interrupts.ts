import { INTERRUPTED } from './exit-codes';

/** How long a command may take to end after the first signal (ms). */
const LONGEST_END = 800;

/**
 * Within this time a second signal is still the first Ctrl-C (ms): the terminal sends it to every
 * process of the group, and npx, timeout and others pass theirs on.
 */
const SAME_INTERRUPTION = 100;

/**
 * Aborts when the process is asked to end, by Ctrl-C or by a signal. The process ends within a
 * second even if something hangs, and at once when it is asked again.
 * @param onEnd called before the process ends without waiting for what still runs
 */
export function interruptSignal(onEnd: () => void): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    const end = () => {
      onEnd();
      process.exit(INTERRUPTED);
    };
    if (controller.signal.aborted) {
      if (performance.now() - firstAt > SAME_INTERRUPTION) end();
      return;
    }
    firstAt = performance.now();
    controller.abort();
    setTimeout(end, LONGEST_END).unref();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return controller.signal;
}
