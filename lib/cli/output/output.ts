import { styleText } from 'node:util';
import { systemCode } from '../../huaweicloud/errors/system-code';
import { type GlobalOptions } from '../global-options';

type Format = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Where a command writes: results to standard output, everything else to standard error. */
export class Output {
  readonly json: boolean;
  readonly quiet: boolean;
  private readonly color: boolean;

  constructor(options: Pick<GlobalOptions, 'json' | 'quiet' | 'color'>) {
    this.json = options.json ?? false;
    this.quiet = options.quiet ?? false;
    const { NO_COLOR: noColor = '', TERM: terminal } = process.env;
    this.color = options.color && noColor === '' && terminal !== 'dumb';
  }

  /**
   * Writes a part of the result. A reader that has gone away (`| head`) is not an error.
   * @throws UnwritableOutput
   */
  async result(text: string): Promise<void> {
    const { stdout } = process;
    if (stdout.destroyed) return;
    const failure = await new Promise<Error | null | undefined>((resolve) => {
      stdout.write(text, resolve);
    });
    if (failure && !isClosedPipe(failure)) throw new UnwritableOutput(failure);
  }

  /** A message that is not a part of the result; `--quiet` suppresses it. */
  note(text: string): void {
    if (!this.quiet) this.problem(text);
  }

  /** A message that is shown in any case. */
  problem(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The text in a style if that stream shows styles. */
  styled(stream: 'stdout' | 'stderr', format: Format, text: string): string {
    return this.color && process[stream].isTTY ? styleText(format, text) : text;
  }

  /** Whether lines on the stream can be rewritten. */
  isLive(stream: 'stdout' | 'stderr'): boolean {
    return process[stream].isTTY && process.env.TERM !== 'dumb';
  }

  /** Columns of the terminal; Infinity if the stream is none. */
  width(stream: 'stdout' | 'stderr'): number {
    const { isTTY, columns } = process[stream];
    return isTTY ? columns || DEFAULT_COLUMNS : Infinity;
  }
}

const DEFAULT_COLUMNS = 80;

/** Standard output cannot be written, for example because the disk is full. */
export class UnwritableOutput extends Error {
  constructor(cause: Error) {
    super(`Standard output cannot be written (${systemCode(cause)}).`, { cause });
  }
}

export function isClosedPipe(error: Error): boolean {
  return 'code' in error && ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(String(error.code));
}
