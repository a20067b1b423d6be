/** The exit code of a command that was interrupted. */
export const INTERRUPTED = 130;

/** How long a command may take to end after the first signal (ms). */
const LONGEST_END = 800;

/**
 * Aborts when the process is asked to end, by Ctrl-C or by a signal. The process ends within a
 * second even if something hangs, and at once when it is asked again.
 * @param onHang called before the process ends because something hangs
 */
export function interruptSignal(onHang: () => void): AbortSignal {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
    const end = () => {
      onHang();
      process.exit(INTERRUPTED);
    };
    setTimeout(end, LONGEST_END).unref();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return controller.signal;
}
