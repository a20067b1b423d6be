/**
 * The words that are most like a mistyped one, if they are like it at all.
 *
 * @param most how many mistakes a word may have. @default - 40 % of its letters, or one
 */
export function nearestWords(word: string, known: readonly string[], most?: number): string[] {
  const mistyped = word.slice(0, LONGEST_WORD).toLowerCase();
  const distances = known.map((one) => distance(mistyped, one.toLowerCase()));
  const least = Math.min(...distances);
  const bound = most ?? Math.max(1, Math.floor(mistyped.length * 0.4));
  return least > bound ? [] : known.filter((_, index) => distances[index] === least);
}

const LONGEST_WORD = 100;

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function distance(one: string, other: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], range(other.length + 1)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped && i > 1 && j > 1 ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[other.length] ?? 0;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
