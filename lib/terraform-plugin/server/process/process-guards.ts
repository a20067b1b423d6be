import { describeFailure } from '../log/failure';
import { type Logger } from '../log/logger';

/** Ends each request under way, with an error. */
const requests = new Set<(error: unknown) => void>();

/**
 * Runs the code of one request. Rejects with what it throws, and also with what escapes meanwhile, from a callback or a
 * forgotten promise, or if `process.exit` is called: otherwise no answer might ever come. Nobody knows to which request
 * such an error belongs, so all that are under way end with it. `AsyncLocalStorage` would know, but on Node 20 it makes
 * every promise slower, and a thousand reads by 15 %.
 */
export function guarded<T>(run: () => T | Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    requests.add(reject);
    Promise.resolve()
      .then(run)
      .then(resolve, reject)
      .finally(() => requests.delete(reject));
  });
}

/**
 * Keeps the process alive, whatever the code of a request does. Returns a function that undoes it.
 * The engine would report a dead provider as "Plugin did not respond".
 */
export function guardProcess(log: Logger): () => void {
  const survive = (error: unknown) => {
    log.error('An error escaped from the code of a request', { failure: describeFailure(error) });
    endAll(error);
  };
  const exit = process.exit.bind(process);
  const refuseExit = (code?: number | string | null): never => {
    const error = new Error(`the code of a request called process.exit(${code ?? ''})`);
    endAll(error);
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

function endAll(error: unknown): void {
  for (const end of requests) end(error);
  requests.clear();
}
