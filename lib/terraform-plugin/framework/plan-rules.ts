import { type Path } from '../cty/path';
import { sameValue } from '../cty/same-value';
import { elementStep, inside, stepsOf } from '../cty/steps';
import { isUnknown, type Value } from '../cty/value';
import { type Attribute, type Attributes, isComputed } from './attribute';

/** A value that an engine would refuse, and the rule that it breaks, as a sentence. */
export interface BrokenRule {
  readonly path: Path;
  readonly rule: string;
}

interface CheckedPlan {
  readonly config: Value;
  readonly prior: Value;
  readonly planned: Value;
}

/**
 * What an engine would refuse in a plan: only what the configuration leaves out, and the provider may choose, is free.
 *
 * Source: Terraform, "Resource Instance Change Lifecycle", "PlanResourceChange"; objchange.AssertPlanValid.
 */
export function planProblems(
  attributes: Attributes,
  { config, prior, planned }: CheckedPlan,
  path: Path = [],
): BrokenRule[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    problemsOf(
      attribute,
      {
        config: inside(config, name),
        prior: inside(prior, name),
        planned: inside(planned, name),
      },
      [...path, { attribute: name }],
    ),
  );
}

function problemsOf(attribute: Attribute, change: CheckedPlan, path: Path): BrokenRule[] {
  const { type, presence, nested } = attribute;
  const { config, prior, planned } = change;
  if (sameValue(planned, config, type)) return [];
  if (config !== null && prior !== null && sameValue(planned, prior, type)) return [];
  if (presence === 'computed') return [];
  if (config === null) {
    return isComputed(presence) ? [] : [{ path, rule: 'the configuration leaves it out' }];
  }
  if (nested === undefined) return [{ path, rule: 'the configuration gives it another value' }];
  if (planned === null || isUnknown(planned) || isUnknown(config)) {
    return [{ path, rule: 'the configuration gives it another value' }];
  }
  return problemsInside(nested, change, path);
}

function problemsInside(
  { nesting, attributes }: NonNullable<Attribute['nested']>,
  { config, prior, planned }: CheckedPlan,
  path: Path,
): BrokenRule[] {
  if (nesting === 'single') return planProblems(attributes, { config, prior, planned }, path);
  const steps = stepsOf(planned);
  if (steps.join() !== stepsOf(config).join()) {
    return [{ path, rule: 'it does not have as many elements as in the configuration' }];
  }
  const element = (step: string | number, of: string | number): BrokenRule[] =>
    planProblems(
      attributes,
      {
        config: inside(config, of),
        prior: nesting === 'set' ? null : inside(prior, step),
        planned: inside(planned, step),
      },
      nesting === 'set' ? path : [...path, elementStep(step)],
    );
  if (nesting !== 'set') return steps.flatMap((step) => element(step, step));
  const isConfigured = (step: string | number) =>
    [step, ...steps].some((other) => element(step, other).length === 0);
  return steps.every(isConfigured)
    ? []
    : [{ path, rule: 'an element of it is not in the configuration' }];
}
