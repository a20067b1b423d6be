import * as fc from 'fast-check';

/** A sentence about code of ours that holds for all values, and can be tried with random ones. */
export interface Property {
  readonly title: string;
  /**
   * How many values a short run tries.
   * @default 100
   */
  readonly runs: number;
  /** Rejects with the seed and the smallest example if the sentence is wrong. Resolves to the number of values tried. */
  check(bounds: Bounds): Promise<number>;
}

/** What ends a check, and where it starts. */
export interface Bounds {
  readonly numRuns: number;
  /** Milliseconds. */
  readonly interruptAfterTimeLimit?: number;
  /** Of the random values: the same ones come again. */
  readonly seed: number;
}

/**
 * @param holds throws where the property does not hold
 * @param examples values that are tried each time
 */
export function always<Values extends [unknown, ...unknown[]]>(
  title: string,
  values: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  holds: (...values: Values) => void | Promise<void>,
  { runs = 100, examples = [] }: { runs?: number; examples?: Values[] } = {},
): Property {
  const property = fc.asyncProperty(fc.tuple(...values), async (drawn) => {
    await holds(...(drawn as Values));
  });
  return {
    title,
    runs,
    check: async (bounds) => {
      const details = await fc.check(property, {
        ...bounds,
        includeErrorInReport: true,
        examples: examples.map((example): [Values] => [example]),
      });
      if (details.failed) throw new Error(fc.defaultReportMessage(details));
      return details.numRuns;
    },
  };
}
