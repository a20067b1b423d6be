/**
 * Answers the engine's requests for a provider, an entry per RPC in the order of the protocol.
 * Problems are always diagnostics: a gRPC error would read "Plugin did not respond".
 *
 * Source: Terraform plugin protocol, version 6, service Provider.
 */
import { type ProviderDefinition } from '../protocol/tfplugin6';
import { type Handlers } from '../server/handlers';
import { harmless } from '../server/harmless';
import { type Logger } from '../server/logger';
import { dataSourceServer } from './data-source-server';
import { ephemeralResourceServer } from './ephemeral-resource-server';
import { noSuchType } from './no-such-type';
import { type Provider } from './provider';
import { ProviderInstance } from './provider-instance';
import { type Schema } from './schema';
import { schemaMessage } from './schema-message';

export function providerServer(provider: Provider, log: Logger): Handlers<ProviderDefinition> {
  const instance = new ProviderInstance(provider, log);
  return {
    getProviderSchema: () => ({
      provider: schemaMessage(provider.schema),
      dataSourceSchemas: schemaMessages(provider.dataSources),
      ephemeralResourceSchemas: schemaMessages(provider.ephemeralResources),
      serverCapabilities: CAPABILITIES,
    }),
    getResourceIdentitySchemas: () => ({}),
    getMetadata: () => ({
      dataSources: typeNames(provider.dataSources),
      ephemeralResources: typeNames(provider.ephemeralResources),
      serverCapabilities: CAPABILITIES,
    }),
    getFunctions: () => ({}),

    validateProviderConfig: ({ config }) => instance.validate(provider.schema, config),
    configureProvider: async ({ config, terraformVersion }) => {
      const { diagnostics } = await instance.answer(provider.schema, config, (value) =>
        instance.configure(value, terraformVersion),
      );
      return { diagnostics };
    },
    stopProvider: () => {
      instance.stop();
      return {};
    },

    ...dataSourceServer(provider.dataSources, instance),

    ...ephemeralResourceServer(provider.ephemeralResources, instance),

    ...NO_RESOURCES,

    callFunction: ({ name }) => ({
      error: { text: harmless(`The provider has no function "${name}".`, { longest: 500 }) },
    }),
  };
}

/** There are no managed resources yet. */
const NO_RESOURCES: Handlers<ProviderDefinition> = {
  validateResourceConfig: ({ typeName }) => noSuchType(typeName),
  upgradeResourceState: ({ typeName }) => noSuchType(typeName),
  upgradeResourceIdentity: ({ typeName }) => noSuchType(typeName),
  readResource: ({ typeName }) => noSuchType(typeName),
  planResourceChange: ({ typeName }) => noSuchType(typeName),
  applyResourceChange: ({ typeName }) => noSuchType(typeName),
  importResourceState: ({ typeName }) => noSuchType(typeName),
  moveResourceState: ({ targetTypeName }) => noSuchType(targetTypeName),
};

/** With the schema optional, the engine asks one of its many provider processes for it instead of each one. */
const CAPABILITIES = { getProviderSchemaOptional: true };

type Types = ReadonlyMap<string, { readonly schema: Schema }>;

function schemaMessages(types: Types) {
  return Object.fromEntries([...types].map(([name, { schema }]) => [name, schemaMessage(schema)]));
}

function typeNames(types: Types) {
  return [...types.keys()].map((typeName) => ({ typeName }));
}
