/** The connections that all files of a download share. */
export class Connections {
  private readonly next: (() => void)[] = [];
  private readonly later: (() => void)[] = [];
  private free: number;

  /** @param count how many at once */
  constructor(readonly count: number) {
    this.free = count;
  }

  /**
   * Works with a connection as soon as one is free.
   * @param turn `later`: only when nobody else waits, so that files are finished before others start
   */
  async use<T>(turn: 'next' | 'later', work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this[turn].push(resolve));
    try {
      return await work();
    } finally {
      const waiting = this.next.shift() ?? this.later.shift();
      if (waiting === undefined) this.free += 1;
      else waiting();
    }
  }
}
