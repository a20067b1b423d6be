/** The cloud's own time. It runs like the machine's, from a point that tests may move. */
export class Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Moves the cloud's time by so many milliseconds; negative ones move it back. */
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }
}
