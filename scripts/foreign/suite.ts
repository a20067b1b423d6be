/** Checks of ours that others have written, or that need what others have written in Go. */
export interface Suite {
  readonly name: string;
  /**
   * Resolves with what was found, in a few words. Rejects where the provider does not do what it should, and with a
   * {@link NotRun} where that could not be found out.
   */
  run(options: SuiteOptions): Promise<string>;
}

export interface SuiteOptions {
  readonly signal: AbortSignal;
  /** For what is random: the same values come for the same seed. */
  readonly seed: number;
}

/** The message says what this machine does not have. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}
