import { attributePath, type Path } from '../cty/path';
import { sameValue } from '../cty/same-value';
import { inside } from '../cty/steps';
import { type Value, type Values } from '../cty/value';
import { type PlanResourceChange_Request } from '../protocol/tfplugin6';
import { type CallContext, type Decoded } from '../server/grpc/handlers';
import { pathMessage, warningMessages } from './diagnostic-message';
import { DiagnosticsError } from './diagnostics';
import { withChoicesOf, withEmptyStringsOf } from './empty-strings';
import { planProblems } from './plan-rules';
import { type Change, plannedValues } from './planned-values';
import { PrivateState } from './private-state';
import { type ProviderInstance } from './provider-instance';
import { replacedPaths } from './replacement';
import { decoded, decodedObject } from './request-value';
import { type PlanContext, type Resource } from './resource';
import { brokenRule, objectMessage, seen } from './resource-object';
import { attributesAndBlocks, type Schema } from './schema';

/** The answer to PlanResourceChange: also while the configuration of the provider is not known yet. */
export async function planChange(
  resource: Resource<unknown>,
  instance: ProviderInstance,
  request: Decoded<PlanResourceChange_Request>,
  call: CallContext,
) {
  const { schema } = resource;
  const client = instance.hasClient ? instance.clientFor('read') : undefined;
  const change = changeIn(request, schema);
  // An engine plans the new object with what it has of the one to replace, and deletes that one with the answer.
  const stored = PrivateState.parse(request.priorPrivate);
  const isNew = change.prior === null;
  const privateState = isNew ? new PrivateState() : stored;
  const limits = { operation: 'read', limit: resource.timeouts.read, call } as const;
  const timeouts = inside(change.proposed ?? change.prior, 'timeouts');
  return instance.run({ ...limits, timeouts, client }, async (context) => {
    const withPrivate = { ...context, private: privateState };
    const answer =
      change.proposed === null
        ? await plannedDeletion(resource, change.prior, withPrivate)
        : await planned(resource, change, withPrivate);
    const plannedPrivate = isNew ? privateState.bytesBeside(stored) : privateState.bytes();
    return { ...answer, plannedPrivate };
  });
}

/** Null is the object before its creation, and after its deletion; that has no configuration. */
function changeIn(
  { config, priorState, proposedNewState }: Decoded<PlanResourceChange_Request>,
  schema: Schema,
): Change<Value> {
  const proposed = decoded(proposedNewState, schema);
  return proposed === null
    ? { config: null, prior: decodedObject(priorState, schema), proposed }
    : { config: decodedObject(config, schema), prior: decoded(priorState, schema), proposed };
}

async function plannedDeletion(
  resource: Resource<unknown>,
  prior: Value,
  context: PlanContext<unknown>,
) {
  const { schema, handlers } = resource;
  const warnings = (await handlers.planDelete?.(seen(prior, schema), context)) ?? [];
  return {
    plannedState: objectMessage(null, resource, 'planDelete'),
    diagnostics: warningMessages(warnings, schema),
  };
}

async function planned(
  resource: Resource<unknown>,
  change: Change<Value>,
  context: PlanContext<unknown>,
) {
  const { name, schema, handlers } = resource;
  const { config, prior } = change;
  const attributes = attributesAndBlocks(schema);
  const configuration = { config, attributes };
  const proposed = withChoicesOf(prior, plannedValues(attributes, change), configuration);
  const result = await handlers.plan?.(
    {
      config: configured(config, schema),
      prior: prior === null ? undefined : seen(prior, schema),
      proposed: seen(proposed, schema),
    },
    context,
  );
  const own = withEmptyStringsOf(proposed, result?.planned ?? {}, schema);
  const values = withChoicesOf(prior, { ...proposed, ...own }, configuration);
  const plannedState = objectMessage(values, resource, 'plan');
  const problems = planProblems(attributes, { config, prior, planned: values });
  if (problems.length > 0) {
    throw new DiagnosticsError(...problems.map((problem) => brokenRule(name, 'plan', problem)));
  }
  const replaced =
    prior === null ? [] : pathsToReplace(resource, prior, values, result?.requiresReplace ?? []);
  return {
    plannedState,
    requiresReplace: replaced.map(pathMessage),
    diagnostics: warningMessages(result?.warnings ?? [], schema),
  };
}

/** The configuration as handlers see it: without attributes that it cannot have. */
function configured(config: Value, schema: Schema): Values {
  return Object.fromEntries(
    Object.entries(seen(config, schema)).filter(
      ([name]) => schema.attributes[name]?.presence !== 'computed',
    ),
  );
}

function pathsToReplace(
  { name, schema, handlers }: Resource<unknown>,
  prior: Value,
  planned: Values,
  requested: readonly string[],
): Path[] {
  const attributes = attributesAndBlocks(schema);
  const before = seen(prior, schema);
  const after = seen(planned, schema);
  const changed = Object.keys(after).filter((attribute) => {
    const { type } = attributes[attribute] ?? { type: 'dynamic' };
    return !sameValue(inside(before, attribute), inside(after, attribute), type);
  });
  const unchanged = requested.find((attribute) => !changed.includes(attribute));
  if (unchanged !== undefined) {
    const rule = `it asks for a new object because of "${unchanged}", which does not change; plan another value for it, or \`unknown\``;
    throw new DiagnosticsError(brokenRule(name, 'plan', { path: [], rule }));
  }
  if (handlers.update === undefined) return changed.map((attribute) => attributePath(attribute));
  return [
    ...requested.map((attribute) => attributePath(attribute)),
    ...replacedPaths(attributes, before, after),
  ];
}
