/** Bytes of a file: `from` is the first, `to` one past the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A set of bytes of a file, as few spans as possible. */
export class Spans {
  /** In order; no two touch. */
  private readonly spans: Span[] = [];
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
    const { spans } = this;
    // A linear search: this runs for every block of a download, but there are only a few spans.
    let first = 0;
    while ((spans[first]?.to ?? Infinity) < from) first += 1;
    let merged = { from, to };
    let after = first;
    for (let next = spans[after]; next !== undefined && next.from <= to; next = spans[after]) {
      merged = { from: Math.min(merged.from, next.from), to: Math.max(merged.to, next.to) };
      this.total -= next.to - next.from;
      after += 1;
    }
    this.total += merged.to - merged.from;
    spans.splice(first, after - first, merged);
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
