import { sameValue } from '../cty/same-value';
import { inside } from '../cty/steps';
import { isUnknown, type Value, type Values } from '../cty/value';
import { type ApplyResourceChange_Request, type DynamicValue } from '../protocol/tfplugin6';
import { type CallContext, type Decoded } from '../server/grpc/handlers';
import { diagnosticMessages, warningMessages } from './diagnostic-message';
import { PrivateState } from './private-state';
import { type Answer, type ProviderInstance } from './provider-instance';
import { decoded, decodedObject } from './request-value';
import { type ApplyContext, type Resource, type Warning } from './resource';
import {
  brokenRule,
  completed,
  knownValues,
  objectMessage,
  recordOf,
  seen,
  unknownAsNull,
} from './resource-object';
import { resultProblems } from './result-rules';
import { schemaType } from './schema';

/** What an engine asks to be done; `prior` is null for a new object, `planned` for one to delete. */
interface Applied {
  readonly operation: 'create' | 'update' | 'delete';
  readonly prior: Value;
  readonly planned: Value;
}

/**
 * The answer to ApplyResourceChange. After an error an engine keeps the state that it gets, that of a new object as
 * tainted; null means that nothing was created, or that nothing has changed.
 *
 * Source: Terraform, NodeAbstractResourceInstance.apply and maybeTainted.
 */
export async function applyChange(
  resource: Resource<unknown>,
  instance: ProviderInstance,
  request: Decoded<ApplyResourceChange_Request>,
  call: CallContext,
) {
  const { schema } = resource;
  const applied = appliedBy(request, resource);
  if (applied.operation === 'update' && isSeenAsSame(applied, resource)) {
    return { newState: request.plannedState, private: request.plannedPrivate };
  }
  const privateState = PrivateState.parse(
    request.plannedPrivate,
    applied.operation === 'delete' ? 'replaced' : 'itself',
  );
  let checkpoint: Values | undefined;
  const warnings: Warning[] = [];
  const { diagnostics, result } = await instance.attempt(schema, () =>
    run(applied, resource, {
      instance,
      call,
      own: {
        private: privateState,
        checkpoint: (state) => void (checkpoint = state),
        warn: (warning) => void warnings.push(warning),
      },
    }),
  );
  const state =
    result === undefined
      ? await stateAfterFailure(checkpoint, applied, { resource, instance })
      : await stateAfterSuccess(result.state, applied, { resource, instance });
  return {
    newState: state.result ?? objectMessage(null, resource, applied.operation),
    private: privateState.bytes(),
    diagnostics: [...warningMessages(warnings, schema), ...diagnostics, ...state.diagnostics],
  };
}

function appliedBy(
  { priorState, plannedState }: Decoded<ApplyResourceChange_Request>,
  { schema }: Resource<unknown>,
): Applied {
  const planned = decoded(plannedState, schema);
  if (planned === null) {
    return { operation: 'delete', prior: decodedObject(priorState, schema), planned };
  }
  const prior = decoded(priorState, schema);
  return { operation: prior === null ? 'create' : 'update', prior, planned };
}

/** Whether nothing changes that a handler can see, as when only `timeouts` are different. */
function isSeenAsSame({ prior, planned }: Applied, { schema }: Resource<unknown>): boolean {
  return sameValue(seen(prior, schema), seen(planned, schema), schemaType(schema));
}

interface Run {
  readonly instance: ProviderInstance;
  readonly call: CallContext;
  /** What the handler gets besides the context of any request. */
  readonly own: Pick<ApplyContext<unknown, Values>, 'private' | 'checkpoint' | 'warn'>;
}

/** Runs the handler. What it returns is undefined for an object that it has deleted. */
function run(
  { operation, prior, planned }: Applied,
  { schema, handlers, timeouts }: Resource<unknown>,
  { instance, call, own }: Run,
): Promise<{ state: Values | undefined }> {
  const limits = {
    operation,
    limit: timeouts[operation],
    limitFrom: planned === null ? 'state' : 'configuration',
    timeouts: inside(planned ?? prior, 'timeouts'),
    client: instance.clientFor(operation),
    call,
  } as const;
  return instance.run(limits, async (requestContext) => {
    const context = { ...requestContext, ...own };
    if (planned === null) {
      await handlers.delete(seen(prior, schema), context);
      return { state: undefined };
    }
    const values = decided(seen(planned, schema));
    if (prior === null) return { state: await handlers.create(values, context) };
    if (handlers.update === undefined) throw new TypeError('an update that nobody has planned');
    const change = { prior: seen(prior, schema), planned: values };
    return { state: await handlers.update(change, context) };
  });
}

/** Attributes are unknown as a whole, or not at all: that is what the types of the handlers say. */
function decided(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isUnknown(value) ? value : unknownAsNull(value),
    ]),
  );
}

interface Served {
  readonly resource: Resource<unknown>;
  readonly instance: ProviderInstance;
}

/** What is known to exist after a handler has failed, undefined if it has not said so. */
function stateAfterFailure(
  checkpoint: Values | undefined,
  { operation, prior, planned }: Applied,
  { resource, instance }: Served,
): Promise<Answer<DynamicValue | undefined>> {
  return instance.attempt(resource.schema, () => {
    if (checkpoint === undefined) return undefined;
    const state = completed(checkpoint, planned ?? prior, resource);
    return objectMessage(knownValues(state), resource, operation);
  });
}

/** The state that a handler has returned. A wrong one is reported, and kept as far as possible: the object exists. */
async function stateAfterSuccess(
  returned: Values | undefined,
  { operation, planned }: Applied,
  { resource, instance }: Served,
): Promise<Answer<DynamicValue | undefined>> {
  if (operation === 'delete') return { diagnostics: [] };
  const { name, schema } = resource;
  const answer = await instance.attempt(schema, () => {
    const state = completed(returned ?? {}, planned, resource);
    const message = objectMessage(knownValues(state), resource, operation);
    const problems = resultProblems(schemaType(schema), planned, state);
    return { message, problems };
  });
  if (answer.result === undefined) {
    const kept = operation === 'create' ? knownValues(recordOf(planned)) : null;
    return { ...answer, result: objectMessage(kept, resource, operation) };
  }
  const { message, problems } = answer.result;
  const diagnostics = diagnosticMessages(
    problems.map((problem) => brokenRule(name, operation, problem)),
    schema,
  );
  return { diagnostics, result: message };
}
