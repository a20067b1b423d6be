/** A host without address, and no name server is asked for it: a part of a name has at most 63 characters. */
export const unresolvableHost = `${'unresolvable-'.repeat(5)}.invalid`;
