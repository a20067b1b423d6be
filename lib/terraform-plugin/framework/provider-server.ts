/**
 * Answers the engine's requests for a provider, an entry per RPC in the order of the protocol.
 * Problems are always diagnostics: a gRPC error would read "Plugin did not respond".
 *
 * Source: Terraform plugin protocol, version 6, service Provider.
 */
import { type Provider as Service } from '../protocol/tfplugin6_pb';
import { type Handlers } from '../server/handlers';
import { type Logger } from '../server/logger';
import { dataSourceServer } from './data-source-server';
import { noSuchType } from './no-such-type';
import { type Provider } from './provider';
import { schemaMessage } from './schema-message';
import { Session } from './session';

export function providerServer(provider: Provider, log: Logger): Handlers<typeof Service> {
  const session = new Session(provider, log);
  return {
    getProviderSchema: () => ({
      provider: schemaMessage(provider.schema),
      dataSourceSchemas: Object.fromEntries(
        [...provider.dataSources].map(([name, { schema }]) => [name, schemaMessage(schema)]),
      ),
      serverCapabilities: CAPABILITIES,
    }),
    getResourceIdentitySchemas: () => ({}),
    getMetadata: () => ({
      dataSources: [...provider.dataSources.keys()].map((typeName) => ({ typeName })),
      serverCapabilities: CAPABILITIES,
    }),
    getFunctions: () => ({}),

    validateProviderConfig: async ({ config }) => {
      const { diagnostics } = await session.answer(provider.schema, config, () => undefined);
      return { diagnostics };
    },
    configureProvider: async ({ config, terraformVersion }) => {
      const { diagnostics } = await session.answer(provider.schema, config, (value) =>
        session.configure(value, terraformVersion),
      );
      return { diagnostics };
    },
    stopProvider: () => {
      session.stop();
      return {};
    },

    ...dataSourceServer(provider.dataSources, session),

    validateEphemeralResourceConfig: ({ typeName }) => noSuchType(typeName),
    openEphemeralResource: ({ typeName }) => noSuchType(typeName),
    renewEphemeralResource: ({ typeName }) => noSuchType(typeName),
    closeEphemeralResource: ({ typeName }) => noSuchType(typeName),

    validateResourceConfig: ({ typeName }) => noSuchType(typeName),
    upgradeResourceState: ({ typeName }) => noSuchType(typeName),
    upgradeResourceIdentity: ({ typeName }) => noSuchType(typeName),
    readResource: ({ typeName }) => noSuchType(typeName),
    planResourceChange: ({ typeName }) => noSuchType(typeName),
    applyResourceChange: ({ typeName }) => noSuchType(typeName),
    importResourceState: ({ typeName }) => noSuchType(typeName),
    moveResourceState: ({ targetTypeName }) => noSuchType(targetTypeName),

    callFunction: ({ name }) => ({ error: { text: `The provider has no function "${name}".` } }),
  };
}

/** With the schema optional, the engine asks one of its many provider processes for it instead of each. */
const CAPABILITIES = { getProviderSchemaOptional: true };
