/**
 * Whether a size in bytes and one in KB can be of the same file, whether a KB has 1000 bytes or 1024,
 * and however it was rounded.
 */
export function isPlausible(bytes: number, kb: bigint): boolean {
  const least = BigInt(Math.floor(bytes / 1024)) - 1n;
  const most = BigInt(Math.ceil(bytes / 1000)) + 1n;
  return least <= kb && kb <= most;
}
