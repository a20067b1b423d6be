import { formatPath, type Path, type PathStep } from './path';

/** A value does not have its type, or the bytes are malformed. The message names the path, never the value. */
export class CodecError extends Error {
  constructor(
    readonly reason: string,
    readonly path: Path = [],
  ) {
    super(path.length === 0 ? reason : `${formatPath(path)}: ${reason}`);
    this.name = 'CodecError';
  }
}

/** What went wrong one step further inside. Only then anyone needs the path, so that it is put together on the way out. */
export function within(step: PathStep, error: unknown): unknown {
  return error instanceof CodecError ? new CodecError(error.reason, [step, ...error.path]) : error;
}
