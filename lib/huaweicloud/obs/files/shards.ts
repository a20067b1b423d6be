/** One of several parts into which the files of a download are dealt. */
export interface Shard {
  /** From 0 to `count - 1`. */
  readonly index: number;
  readonly count: number;
}
