/** Bytes of a file: `from` is the first, `to` one past the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A set of bytes of a file, as few spans as possible. */
export class Spans {
  /** In order; no two touch. */
  private spans: Span[] = [];
  private total = 0;

  constructor(spans: Iterable<Span> = []) {
    for (const span of spans) this.add(span);
  }

  /** How many bytes are in the set. */
  get bytes(): number {
    return this.total;
  }

  /** Where the bytes from the start of the file on end. */
  get frontier(): number {
    const [first] = this.spans;
    return first?.from === 0 ? first.to : 0;
  }

  /** One past the last byte. */
  get end(): number {
    return this.spans.at(-1)?.to ?? 0;
  }

  add({ from, to }: Span): void {
    if (from >= to) return;
    const before = this.spans.filter((span) => span.to < from);
    const after = this.spans.filter((span) => span.from > to);
    const touching = this.spans.slice(before.length, this.spans.length - after.length);
    const merged = {
      from: Math.min(from, touching[0]?.from ?? from),
      to: Math.max(to, touching.at(-1)?.to ?? to),
    };
    this.spans = [...before, merged, ...after];
    this.total = this.spans.reduce((sum, span) => sum + span.to - span.from, 0);
  }

  /** What is missing of a file with so many bytes. */
  gaps(size: number): Span[] {
    const starts = [0, ...this.spans.map(({ to }) => to)];
    const ends = [...this.spans.map(({ from }) => from), size];
    return starts
      .map((from, index) => ({ from, to: ends[index] ?? size }))
      .filter(({ from, to }) => from < to);
  }

  [Symbol.iterator](): Iterator<Span> {
    return this.spans[Symbol.iterator]();
  }
}
