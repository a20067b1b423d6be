/** More machines than anyone has for one backup. */
export const MOST_SHARDS = 10_000;

/** One of several parts into which the files of a download are dealt. */
export interface Shard {
  /** From 0 to `count - 1`. */
  readonly index: number;
  readonly count: number;
}

/** What a deal looks at. */
export interface DealtFile {
  readonly path: string;
  /** KB; what has no size counts as nothing. */
  readonly size: bigint | undefined;
}

/**
 * The files of one shard, in the order of the list. The largest file goes to the shard with the least
 * so far, and so on; equal sizes go by path. So every machine that sees the same list computes the same
 * deal, whatever the order of the list. A shard is empty if there are fewer files than shards.
 */
export function shardOf<T extends DealtFile>(files: readonly T[], { index, count }: Shard): T[] {
  const loads = Array.from({ length: Math.min(count, files.length) }, () => ({ kb: 0n, files: 0 }));
  const dealt = new Set<T>();
  for (const file of files.toSorted(largestFirst)) {
    const shard = lightest(loads);
    const load = loads[shard];
    if (load === undefined) break;
    load.kb += file.size ?? 0n;
    load.files += 1;
    if (shard === index) dealt.add(file);
  }
  return files.filter((file) => dealt.has(file));
}

/** By plain character codes, so that every machine orders alike. */
function largestFirst(one: DealtFile, other: DealtFile): number {
  const [left, right] = [one.size ?? 0n, other.size ?? 0n];
  if (left !== right) return left > right ? -1 : 1;
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}

/** Of equal loads the one with fewer files, then the first. */
function lightest(loads: readonly { kb: bigint; files: number }[]): number {
  let best = 0;
  loads.forEach((load, index) => {
    const least = loads[best];
    if (least === undefined || load.kb > least.kb) return;
    if (load.kb < least.kb || load.files < least.files) best = index;
  });
  return best;
}
