import { type Path } from '../cty/path';
import { elementType, sameValue } from '../cty/same-value';
import { elementStep, inside, stepsOf } from '../cty/steps';
import { type Type } from '../cty/type';
import { isList, isUnknown, isWhollyKnown, type Value } from '../cty/value';
import { type BrokenRule } from './plan-rules';

/**
 * What an engine would refuse in the result of a change: whatever was planned stays, and nothing is unknown any more.
 *
 * Source: Terraform, "Resource Instance Change Lifecycle", "ApplyResourceChange"; objchange.AssertObjectCompatible.
 */
export function resultProblems(
  type: Type,
  planned: Value,
  result: Value,
  path: Path = [],
): BrokenRule[] {
  if (isUnknown(result)) return [{ path, rule: 'it is still unknown' }];
  if (isUnknown(planned)) return problemsInside(type, planned, result, path);
  if (planned === null || result === null || typeof type === 'string') {
    return sameValue(planned, result, type)
      ? []
      : [{ path, rule: 'it has another value than in the plan' }];
  }
  if (type[0] === 'set' && isList(planned) && isList(result)) {
    return setProblems(type, planned, result, path);
  }
  if (stepsOf(planned).join() !== stepsOf(result).join()) {
    return [{ path, rule: 'it has other elements than in the plan' }];
  }
  return problemsInside(type, planned, result, path);
}

function problemsInside(type: Type, planned: Value, result: Value, path: Path): BrokenRule[] {
  return stepsOf(result).flatMap((step) =>
    resultProblems(
      elementType(type, step),
      isUnknown(planned) ? planned : inside(planned, step),
      inside(result, step),
      [...path, stepOf(type, step)],
    ),
  );
}

/** Elements that were partly unknown may turn out to be the same one. */
function setProblems(
  type: Type,
  planned: readonly Value[],
  result: readonly Value[],
  path: Path,
): BrokenRule[] {
  if (isWhollyKnown(planned) && sameValue(planned, result, type)) return [];
  const of = elementType(type, 0);
  const becomes = (before: Value, after: Value) => resultProblems(of, before, after).length === 0;
  const isPlanned =
    result.length <= planned.length &&
    result.every((after, index) => isAmong(planned, index, (before) => becomes(before, after))) &&
    planned.every((before, index) => isAmong(result, index, (after) => becomes(before, after)));
  if (isPlanned) return [];
  return isWhollyKnown(result)
    ? [{ path, rule: 'it has other elements than in the plan' }]
    : [{ path, rule: 'it is still unknown' }];
}

/** Whether an element is what is sought; most often it is the one at `likely`. */
function isAmong(
  elements: readonly Value[],
  likely: number,
  isSought: (element: Value) => boolean,
): boolean {
  return elements.slice(likely, likely + 1).some(isSought) || elements.some(isSought);
}

function stepOf(type: Type, step: string | number): Path[number] {
  return type[0] === 'object' ? { attribute: String(step) } : elementStep(step);
}
