import { inside } from '../cty/steps';
import { unknown, type Values } from '../cty/value';
import { type ImportResourceState_Request, type ReadResource_Request } from '../protocol/tfplugin6';
import { type CallContext, type Decoded } from '../server/grpc/handlers';
import { diagnosticMessages } from './diagnostic-message';
import { DiagnosticsError } from './diagnostics';
import { PrivateState } from './private-state';
import { type ProviderInstance } from './provider-instance';
import { decodedObject } from './request-value';
import { type Resource } from './resource';
import { brokenRule, completed, objectMessage, seen } from './resource-object';
import { resultProblems } from './result-rules';
import { schemaType } from './schema';

/** The answer to ReadResource. */
export async function readObject(
  resource: Resource<unknown>,
  instance: ProviderInstance,
  request: Decoded<ReadResource_Request>,
  call: CallContext,
) {
  const { schema, handlers } = resource;
  if (!instance.hasClient) {
    const { currentState: newState, private: stored } = request;
    return {
      newState,
      private: stored,
      diagnostics: diagnosticMessages([notRead(resource)], schema),
    };
  }
  const state = decodedObject(request.currentState, schema);
  const privateState = PrivateState.parse(request.private);
  const limits = {
    operation: 'read',
    limit: resource.timeouts.read,
    // An engine sends no configuration to a read.
    limitFrom: 'state',
    timeouts: inside(state, 'timeouts'),
    client: instance.clientFor('read'),
    call,
  } as const;
  const now = await instance.run(limits, async (context) =>
    handlers.read(seen(state, schema), { ...context, private: privateState }),
  );
  return {
    newState:
      now === undefined
        ? objectMessage(null, resource, 'read')
        : stateMessage(completed(now, state, resource), resource, 'read'),
    private: privateState.bytes(),
  };
}

/** The answer to ImportResourceState. */
export async function importedObject(
  resource: Resource<unknown>,
  instance: ProviderInstance,
  { id }: Decoded<ImportResourceState_Request>,
  call: CallContext,
) {
  const { name, handlers } = resource;
  if (handlers.importState === undefined) throw notImportable(name);
  const privateState = new PrivateState();
  const limits = {
    operation: 'import',
    limit: resource.timeouts.read,
    limitFrom: 'definition',
    timeouts: null,
    client: instance.clientFor('import'),
    call,
  } as const;
  const found = await instance.run(limits, async (context) =>
    handlers.importState?.(id, { ...context, private: privateState }),
  );
  if (found === undefined) throw nothingToImport(name, id);
  return {
    diagnostics: [],
    importedResources: [
      {
        typeName: name,
        state: stateMessage({ ...found, timeouts: null }, resource, 'importState'),
        private: privateState.bytes(),
      },
    ],
  };
}

/** A state that may be any, as long as it is known. */
function stateMessage(state: Values, resource: Resource<unknown>, handler: string) {
  const message = objectMessage(state, resource, handler);
  const [problem] = resultProblems(schemaType(resource.schema), unknown, state);
  if (problem === undefined) return message;
  throw new DiagnosticsError(brokenRule(resource.name, handler, problem));
}

function notRead({ name }: Resource<unknown>) {
  return {
    severity: 'warning',
    summary: 'State was not refreshed',
    detail:
      `The configuration of the provider is not known yet, so this ${name} could not be read. ` +
      'Changes made outside of this configuration show in the next run.',
  } as const;
}

function notImportable(type: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Import is not supported',
    detail: `The provider cannot import objects of type ${type}.`,
  });
}

function nothingToImport(type: string, id: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Nothing to import',
    detail: `There is no ${type} with the ID ${JSON.stringify(id)}. Check the ID, and the settings of the provider.`,
  });
}
