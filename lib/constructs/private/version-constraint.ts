interface Version {
  readonly numbers: readonly number[];
  readonly prerelease: string;
}

const TERM =
  /^(?<operator>=|!=|>=|>|<=|<|~>)?\s*v?(?<numbers>\d+(?:\.\d+){0,2})(?:-(?<prerelease>[\w.-]+))?(?:\+.*)?$/;

/**
 * Whether the constraint allows the version, for example `~> 2.0, != 2.0.3` allows `2.1.0`. False for an invalid
 * constraint.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function allows(constraint: string, version: string): boolean {
  const candidate = parse(version)?.version;
  return (
    candidate !== undefined && constraint.split(',').every((term) => meets(candidate, term.trim()))
  );
}

/** Whether every version that the constraint allows is `minimum` or newer. */
export function demandsAtLeast(constraint: string, minimum: string): boolean {
  const least = parse(minimum)?.version.numbers ?? [];
  return constraint.split(',').some((term) => {
    const { operator = '', version } = parse(term.trim()) ?? {};
    return (
      version !== undefined &&
      ['=', '>', '>=', '~>'].includes(operator) &&
      compare(version.numbers, least) >= 0
    );
  });
}

function meets(candidate: Version, term: string): boolean {
  const parsed = parse(term);
  if (parsed === undefined) return false;
  const { operator, version: bound } = parsed;
  const order = compare(candidate.numbers, bound.numbers);
  const equal = order === 0 && candidate.prerelease === bound.prerelease;
  if (operator === '=') return equal;
  if (candidate.prerelease !== '') return false; // allowed only by an exact constraint
  const above = order > 0 || (order === 0 && bound.prerelease !== '');
  switch (operator) {
    case '!=':
      return !equal;
    case '>':
      return above;
    case '>=':
      return above || equal;
    case '<':
      return !above && !equal;
    case '<=':
      return !above;
    default:
      return (above || equal) && compare(candidate.numbers, nextOf(bound.numbers)) < 0;
  }
}

function parse(term: string): { operator: string; version: Version } | undefined {
  const { operator = '=', numbers, prerelease = '' } = TERM.exec(term)?.groups ?? {};
  return numbers === undefined
    ? undefined
    : { operator, version: { numbers: numbers.split('.').map(Number), prerelease } };
}

/** The first version that `~>` excludes: `1.3` for `1.2.3`, `2` for `1.2` and `1`. */
function nextOf(numbers: readonly number[]): number[] {
  const kept = numbers.slice(0, Math.max(1, numbers.length - 1));
  return kept.map((number, index) => (index === kept.length - 1 ? number + 1 : number));
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < 3; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
