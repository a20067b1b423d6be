import { type PathStep } from './path';
import { isList, isObject, type Value } from './value';

/** The steps into the elements of a collection or the attributes of an object; none into anything else. */
export function stepsOf(value: Value): (string | number)[] {
  if (isList(value)) return value.map((_, index) => index);
  return isObject(value) ? Object.keys(value).sort() : [];
}

/** The step into an element of a collection, as a path has it. */
export function elementStep(step: string | number): PathStep {
  return typeof step === 'number' ? { index: step } : { key: step };
}

/** What is one step inside of a value, null if there is nothing. */
export function inside(value: Value, step: string | number): Value {
  if (isList(value)) return value[Number(step)] ?? null;
  return isObject(value) ? (value[step] ?? null) : null;
}
