import { encode } from '../cty/msgpack';
import { type ProviderDefinition } from '../protocol/tfplugin6';
import { type Handlers } from '../server/grpc/handlers';
import { type DataSource } from './data-source';
import { type ProviderInstance } from './provider-instance';
import { noSuchType } from './refusals';
import { schemaType } from './schema';

type DataSourceRpcs = 'validateDataResourceConfig' | 'readDataSource';

/** The RPCs for data sources. */
export function dataSourceServer(
  dataSources: ReadonlyMap<string, DataSource<unknown>>,
  instance: ProviderInstance,
): Required<Pick<Handlers<ProviderDefinition>, DataSourceRpcs>> {
  return {
    validateDataResourceConfig: async ({ typeName, config }) => {
      const source = dataSources.get(typeName);
      if (source === undefined) return noSuchType(typeName);
      return instance.validate(source.schema, config);
    },

    readDataSource: async ({ typeName, config }, call) => {
      const source = dataSources.get(typeName);
      if (source === undefined) return noSuchType(typeName);
      const { schema, timeouts } = source;
      const { diagnostics, result } = await instance.answer(schema, config, async (value) => {
        const read = await instance.perform(
          value,
          { operation: 'read', limit: timeouts.read, call },
          source.read,
        );
        return encode({ ...read.answer, timeouts: read.timeouts }, schemaType(schema));
      });
      return { diagnostics, state: result && { msgpack: result } };
    },
  };
}
