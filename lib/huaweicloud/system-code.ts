/**
 * The code of an error of the system or of the network, such as `ENOENT`, else its name. Not told by
 * its class, since such errors may come from another realm.
 */
export function systemCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'UNKNOWN';
}
