import { type Diagnostic, type ProviderDefinition } from '../protocol/tfplugin6';
import { type Handlers } from '../server/grpc/handlers';
import { type Answer, type ProviderInstance } from './provider-instance';
import { noSuchType, refused } from './refusals';
import { type Resource } from './resource';
import { applyChange } from './resource-apply';
import { planChange } from './resource-plan';
import { importedObject, readObject } from './resource-read';
import { upgradedState } from './resource-upgrade';

type ResourceRpcs =
  | 'validateResourceConfig'
  | 'upgradeResourceState'
  | 'upgradeResourceIdentity'
  | 'readResource'
  | 'planResourceChange'
  | 'applyResourceChange'
  | 'importResourceState'
  | 'moveResourceState';

/** The RPCs for managed resources. */
export function resourceServer(
  resources: ReadonlyMap<string, Resource<unknown>>,
  instance: ProviderInstance,
): Required<Pick<Handlers<ProviderDefinition>, ResourceRpcs>> {
  /** What `work` answers about a resource, with whatever goes wrong as diagnostics. */
  const about = async <T extends { diagnostics?: Diagnostic[] }>(
    typeName: string,
    work: (resource: Resource<unknown>) => Promise<T>,
  ) => {
    const resource = resources.get(typeName);
    if (resource === undefined) return noSuchType(typeName);
    return merged(await instance.attempt(resource.schema, () => work(resource)));
  };
  return {
    validateResourceConfig: ({ typeName, config }) =>
      about(typeName, ({ schema }) => instance.validate(schema, config)),
    upgradeResourceState: (request) =>
      about(request.typeName, (resource) => upgradedState(resource, request)),
    readResource: (request, call) =>
      about(request.typeName, (resource) => readObject(resource, instance, request, call)),
    planResourceChange: (request, call) =>
      about(request.typeName, (resource) => planChange(resource, instance, request, call)),
    applyResourceChange: (request, call) =>
      about(request.typeName, (resource) => applyChange(resource, instance, request, call)),
    importResourceState: (request, call) =>
      about(request.typeName, (resource) => importedObject(resource, instance, request, call)),
    ...refusals(resources),
  };
}

/** The RPCs that no resource supports. */
function refusals(
  resources: ReadonlyMap<string, unknown>,
): Pick<Required<Handlers<ProviderDefinition>>, 'moveResourceState' | 'upgradeResourceIdentity'> {
  return {
    moveResourceState: ({ sourceTypeName, targetTypeName }) =>
      resources.has(targetTypeName)
        ? refused(
            'Move is not supported',
            `The provider cannot turn an object of type ${sourceTypeName} into one of type ${targetTypeName}. Remove the moved block, and import the object.`,
          )
        : noSuchType(targetTypeName),
    // Engines ask for it only if a resource has a schema of its identity.
    upgradeResourceIdentity: ({ typeName }) =>
      resources.has(typeName)
        ? refused(
            'Identity is not supported',
            `Objects of type ${typeName} are identified by their ID only.`,
          )
        : noSuchType(typeName),
  };
}

function merged<T extends { diagnostics?: Diagnostic[] }>({ diagnostics, result }: Answer<T>) {
  return { ...result, diagnostics: [...diagnostics, ...(result?.diagnostics ?? [])] };
}
