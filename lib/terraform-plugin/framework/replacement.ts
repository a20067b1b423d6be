import { type Path } from '../cty/path';
import { sameValue } from '../cty/same-value';
import { elementStep, inside, stepsOf } from '../cty/steps';
import { isWhollyKnown, type Value } from '../cty/value';
import { type Attribute, type Attributes } from './attribute';

/** The paths of what changes between state and plan and cannot change without a new object. */
export function replacedPaths(
  attributes: Attributes,
  prior: Value,
  planned: Value,
  path: Path = [],
): Path[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    replacedPathsOf(attribute, inside(prior, name), inside(planned, name), [
      ...path,
      { attribute: name },
    ]),
  );
}

function replacedPathsOf(attribute: Attribute, prior: Value, planned: Value, path: Path): Path[] {
  if (sameValue(prior, planned, attribute.type)) return [];
  const { nested } = attribute;
  if (attribute.requiresReplace !== undefined) {
    const isReplaced = !isWhollyKnown(planned) || attribute.requiresReplace(prior, planned);
    if (isReplaced) return [path];
  }
  if (nested === undefined) return [];
  const { nesting, attributes } = nested;
  switch (nesting) {
    case 'single':
      return replacedPaths(attributes, prior, planned, path);
    case 'list':
    case 'map': {
      const steps = new Set([...stepsOf(prior), ...stepsOf(planned)]);
      return [...steps].flatMap((step) =>
        replacedPaths(attributes, inside(prior, step), inside(planned, step), [
          ...path,
          elementStep(step),
        ]),
      );
    }
    case 'set':
      // Its elements have no paths, and nothing tells which one has become which.
      return requireReplace(attributes) ? [path] : [];
  }
}

function requireReplace(attributes: Attributes): boolean {
  return Object.values(attributes).some(
    (attribute) =>
      attribute.requiresReplace !== undefined || requireReplace(attribute.nested?.attributes ?? {}),
  );
}
