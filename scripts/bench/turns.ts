/** Measurements that take turns, so that what else the machine does hits all of them alike. */
export async function takingTurns<Name extends string, Result>(
  runs: number,
  measurements: Readonly<Record<Name, () => Promise<Result>>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(measurements) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<
    Name,
    Result[]
  >;
  for (let run = -1; run < runs; run += 1) {
    for (const name of names) {
      const result = await measurements[name]();
      if (run >= 0) results[name].push(result); // the first round warms the caches
    }
  }
  return results;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? NaN;
}
