import { canonical } from '../cty/same-value';
import { inside, stepsOf } from '../cty/steps';
import { object } from '../cty/type';
import { isObject, isUnknown, unknown, type Value, type Values } from '../cty/value';
import { type Attribute, type Attributes, isComputed, typesOf } from './attribute';

/** What an engine sends to plan a change of an object; `prior` is null for a new one. */
export interface Change<T> {
  readonly config: T;
  readonly prior: T;
  /** The configuration, with prior values where the provider may choose them. */
  readonly proposed: T;
}

/**
 * What is planned unless a resource plans otherwise: what is configured, defaults, and of the rest what the state has.
 * In a new object, or a new one inside of it, the rest is unknown.
 */
export function plannedValues(
  attributes: Attributes,
  { config, prior, proposed }: Change<Value>,
): Values {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const change = {
        config: inside(config, name),
        prior: inside(prior, name),
        proposed: inside(proposed, name),
      };
      return [name, plannedValue(attribute, change, prior === null)];
    }),
  );
}

function plannedValue(
  { presence, nested, ...attribute }: Attribute,
  { config, prior, proposed }: Change<Value>,
  isNew: boolean,
): Value {
  if (config === null && isComputed(presence)) {
    return attribute.default ?? (isNew ? unknown : proposed);
  }
  if (nested === undefined || proposed === null || isUnknown(proposed)) return proposed;
  const { nesting, attributes } = nested;
  const element = (change: Change<Value>) =>
    isObject(change.proposed) ? plannedValues(attributes, change) : change.proposed;
  if (nesting === 'single') return element({ config, prior, proposed });
  const steps = stepsOf(proposed);
  if (nesting === 'set') {
    // Nothing but its content tells an element of a set from the others.
    const type = object(typesOf(attributes));
    const known = new Set(stepsOf(prior).map((step) => canonical(inside(prior, step), type)));
    return steps.map((step) => {
      const value = inside(proposed, step);
      const isKept = known.has(canonical(value, type));
      return element({ config: value, prior: isKept ? value : null, proposed: value });
    });
  }
  const elementAt = (step: string | number) =>
    element({
      config: inside(config, step),
      prior: inside(prior, step),
      proposed: inside(proposed, step),
    });
  return nesting === 'map'
    ? Object.fromEntries(steps.map((key) => [key, elementAt(key)]))
    : steps.map(elementAt);
}
