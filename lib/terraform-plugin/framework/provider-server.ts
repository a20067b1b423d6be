/**
 * Answers the engine's requests for a provider, an entry per RPC in the order of the protocol.
 * Problems are always diagnostics: a gRPC error would read "Plugin did not respond".
 *
 * Source: Terraform plugin protocol, version 6, service Provider.
 */
import { GetProviderSchema_Response, ProviderDefinition } from '../protocol/tfplugin6';
import { type Handlers } from '../server/grpc/handlers';
import { type Logger } from '../server/log/logger';
import { printable } from '../server/log/printable';
import { type Plugin } from '../server/plugin-server';
import { dataSourceServer } from './data-source-server';
import { ephemeralResourceServer } from './ephemeral-resource-server';
import { type Provider } from './provider';
import { ProviderInstance } from './provider-instance';
import { resourceServer } from './resource-server';
import { type Schema } from './schema';
import { schemaMessage } from './schema-message';

export function providerServer(provider: Provider, log: Logger): Plugin<ProviderDefinition> {
  return {
    service: ProviderDefinition,
    handlers: handlersOf(provider, new ProviderInstance(provider, log)),
  };
}

function handlersOf(provider: Provider, instance: ProviderInstance): Handlers<ProviderDefinition> {
  return {
    ...descriptions(provider),
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

    ...resourceServer(provider.resources, instance),

    callFunction: ({ name }) => ({
      error: { text: printable(`The provider has no function "${name}".`, { longest: 500 }) },
    }),
  };
}

/** The RPCs that say what the provider has. */
function descriptions(provider: Provider): Handlers<ProviderDefinition> {
  return {
    getProviderSchema: () => schemas(provider),
    getResourceIdentitySchemas: () => ({}),
    getMetadata: () => ({
      resources: typeNames(provider.resources),
      dataSources: typeNames(provider.dataSources),
      ephemeralResources: typeNames(provider.ephemeralResources),
      serverCapabilities: CAPABILITIES,
    }),
  };
}

/**
 * With the schema optional, the engine asks one of its many provider processes for it instead of each one. Deletions are
 * planned, too.
 */
const CAPABILITIES = { getProviderSchemaOptional: true, planDestroy: true };

/** The answer to GetProviderSchema. */
export function schemasAnswer(provider: Provider): Uint8Array {
  return GetProviderSchema_Response.encode(schemas(provider)).finish();
}

function schemas(provider: Provider) {
  return {
    provider: schemaMessage(provider.schema),
    resourceSchemas: schemaMessages(provider.resources),
    dataSourceSchemas: schemaMessages(provider.dataSources),
    ephemeralResourceSchemas: schemaMessages(provider.ephemeralResources),
    serverCapabilities: CAPABILITIES,
  };
}

type Types = ReadonlyMap<string, { readonly schema: Schema }>;

function schemaMessages(types: Types) {
  return Object.fromEntries([...types].map(([name, { schema }]) => [name, schemaMessage(schema)]));
}

function typeNames(types: Types) {
  return [...types.keys()].map((typeName) => ({ typeName }));
}
