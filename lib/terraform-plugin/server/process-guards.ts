import { AsyncLocalStorage } from 'node:async_hooks';
import { describeFailure } from './failure';
import { type Logger } from './logger';

/** Ends the request to which the running code belongs, with an error. */
const requests = new AsyncLocalStorage<(error: unknown) => void>();

/**
 * Runs the code of one request. Rejects with what it throws, and also with what one of its callbacks or forgotten
 * promises throws, or if it calls `process.exit`: otherwise no answer would ever come.
 */
export function guarded<T>(run: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    requests.run(reject, () => void Promise.resolve().then(run).then(resolve, reject));
  });
}

/**
 * Keeps the process alive for all other requests, whatever the code of one does. Returns a function that undoes it.
 * The engine would report a dead provider as "Plugin did not respond", and lose the work of the others.
 */
export function guardProcess(log: Logger): () => void {
  const survive = (error: unknown) => {
    log.error('An error escaped from the code of a request', { failure: describeFailure(error) });
    requests.getStore()?.(error);
  };
  const exit = process.exit.bind(process);
  const refuseExit = (code?: number | string | null): never => {
    const error = new Error(`the code of a request called process.exit(${code ?? ''})`);
    requests.getStore()?.(error);
    throw error;
  };
  process.exit = refuseExit;
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
  return () => {
    process.exit = exit;
    process.off('uncaughtException', survive);
    process.off('unhandledRejection', survive);
  };
}
