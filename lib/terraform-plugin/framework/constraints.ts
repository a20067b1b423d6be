import { isUnknown, type Value, type Values } from '../cty/value';

/** A rule about several arguments of one block; an argument that is not known yet violates none. */
export type Constraint = (config: Values) => Violation | undefined;

export interface Violation {
  readonly argument: string;
  readonly reason: string;
}

/** At most one of the arguments is set. */
export function conflicting(...names: string[]): Constraint {
  return (config) => {
    const [first, second] = names.filter((name) => isKnownAndSet(config[name]));
    if (first === undefined || second === undefined) return undefined;
    return {
      argument: second,
      reason: `It cannot be set together with "${first}"; leave one of them out.`,
    };
  };
}

/** All of the arguments are set, or none. */
export function together(...names: string[]): Constraint {
  return (config) => {
    const present = names.find((name) => isKnownAndSet(config[name]));
    const absent = names.find((name) => (config[name] ?? null) === null);
    if (present === undefined || absent === undefined) return undefined;
    return { argument: present, reason: `It needs "${absent}" too; set both, or neither.` };
  };
}

/** What is not known yet may turn out to be null. */
function isKnownAndSet(value: Value = null): boolean {
  return value !== null && !isUnknown(value);
}
