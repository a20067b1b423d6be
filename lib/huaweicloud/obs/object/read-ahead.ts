const KB = 1024;
/** Bytes that are received ahead over all connections. */
const TOTAL = 1024 * KB;

/** A part of the memory for what is received ahead; its size changes with the number of parts. */
export interface AheadShare {
  readonly bytes: number;
  end(): void;
}

/** Divides the memory for what is received ahead of whoever reads among all connections. */
export class ReadAhead {
  private readonly shares = new Set<AheadShare>();

  share(): AheadShare {
    const { shares } = this;
    const share: AheadShare = {
      get bytes() {
        return TOTAL / shares.size;
      },
      end: () => void shares.delete(share),
    };
    shares.add(share);
    return share;
  }
}
