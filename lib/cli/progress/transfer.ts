/** How much of something has arrived, and how fast. Times are in milliseconds, of one clock. */
export class Transfer {
  private samples: { readonly time: number; readonly bytes: number }[] = [];
  private arrived = 0;

  /** @param total bytes; undefined if unknown */
  constructor(
    public total: number | undefined,
    private readonly clock: () => number,
  ) {}

  get bytes(): number {
    return this.arrived;
  }

  /** Bytes that were there before, which says nothing about the rate; negative if they no longer count. */
  found(bytes: number): void {
    if (this.samples.length === 0) this.sample();
    this.arrived += bytes;
    this.samples = this.samples.map((sample) => ({ ...sample, bytes: sample.bytes + bytes }));
  }

  /** @param bytes that are there now; fewer than before after starting over */
  hasNow(bytes: number): void {
    if (bytes < this.arrived) this.samples = [];
    this.arrived = bytes;
    const now = this.clock();
    const last = this.samples.at(-1);
    if (last !== undefined && now - last.time < SAMPLE_INTERVAL) return;
    this.sample();
    while (now - (this.samples[1]?.time ?? now) > RATE_PERIOD) {
      this.samples.shift();
    }
  }

  private sample(): void {
    this.samples.push({ time: this.clock(), bytes: this.arrived });
  }

  /** Bytes per second of late; undefined at the beginning. */
  get rate(): number | undefined {
    const [first] = this.samples;
    const elapsed = first === undefined ? 0 : this.clock() - first.time;
    return first === undefined || elapsed < SHORTEST_MEASURE
      ? undefined
      : ((this.arrived - first.bytes) / elapsed) * 1000;
  }

  /** Seconds until all has arrived, at this rate. */
  get remaining(): number | undefined {
    const { total, rate } = this;
    if (total === undefined || rate === undefined || rate <= 0) return undefined;
    return Math.max(0, total - this.arrived) / rate;
  }
}

const RATE_PERIOD = 10_000;
const SAMPLE_INTERVAL = 200;
const SHORTEST_MEASURE = 500;
