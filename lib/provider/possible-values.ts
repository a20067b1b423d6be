import { foreign } from '../huaweicloud/redaction/foreign-text';

/** Checks that a string is one of a few; what is wrong with any other one, as a sentence. */
export function among(possible: readonly string[]): Check {
  return (value) => (possible.includes(value) ? undefined : notPossible(value, possible));
}

/** The same in upper or lower case. */
export function amongInAnyCase(possible: readonly string[]): Check {
  const inLowerCase = possible.map((one) => one.toLowerCase());
  return (value) =>
    inLowerCase.includes(value.toLowerCase()) ? undefined : notPossible(value, possible);
}

type Check = (value: string) => string | undefined;

function notPossible(value: string, possible: readonly string[]): string {
  const [others, last] = [possible.slice(0, -1), possible.slice(-1)];
  return `"${foreign(value)}" is not a possible value: use ${others.join(', ')} or ${last.join()}.`;
}
