/** Runs the work of a script that people start: an interruption aborts it, and an error is shown without a stack. */
export async function runScript(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interruption.abort());
  }
  try {
    await work(interruption.signal);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(interruption.signal.aborted ? '\nInterrupted.' : `\n${reason}`);
    process.exitCode = interruption.signal.aborted ? 130 : 1;
  }
}
