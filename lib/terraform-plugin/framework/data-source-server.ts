import { encode } from '../cty/msgpack';
import { isRecord, isWhollyKnown, type Value } from '../cty/value';
import { type Provider as Service } from '../protocol/tfplugin6_pb';
import { type Handlers } from '../server/handlers';
import { type DataSource } from './data-source';
import { noSuchType } from './no-such-type';
import { bounded } from './request';
import { schemaType } from './schema';
import { type Session } from './session';

type DataSourceRpcs = 'validateDataResourceConfig' | 'readDataSource';

/** The RPCs for data sources. */
export function dataSourceServer(
  dataSources: ReadonlyMap<string, DataSource<unknown>>,
  session: Session,
): Required<Pick<Handlers<typeof Service>, DataSourceRpcs>> {
  return {
    validateDataResourceConfig: async ({ typeName, config }) => {
      const source = dataSources.get(typeName);
      if (source === undefined) return noSuchType(typeName);
      const { diagnostics } = await session.answer(source.schema, config, () => undefined);
      return { diagnostics };
    },

    readDataSource: async ({ typeName, config }, { signal }) => {
      const source = dataSources.get(typeName);
      if (source === undefined) return noSuchType(typeName);
      const { diagnostics, result } = await session.answer(source.schema, config, async (value) => {
        const state = await read(source, value, session, signal);
        return encode(state, schemaType(source.schema));
      });
      return { diagnostics, ...(result && { state: { msgpack: result } }) };
    },
  };
}

async function read(
  source: DataSource<unknown>,
  value: Value,
  session: Session,
  cancelled: AbortSignal,
): Promise<Value> {
  const { client, log } = session;
  // The engine reads only what it knows wholly.
  if (!isRecord(value) || !isWhollyKnown(value)) throw new TypeError('configuration is not known');
  const { timeouts = null, ...config } = value;
  const state = await bounded((signal) => source.read(config, { client, signal, log }), {
    operation: 'read',
    limit: limitOf(timeouts, 'read') ?? source.timeouts.read,
    stop: AbortSignal.any([cancelled, session.stopped]),
  });
  return { ...state, timeouts };
}

function limitOf(timeouts: Value, operation: string): string | undefined {
  const limit = isRecord(timeouts) ? timeouts[operation] : undefined;
  return typeof limit === 'string' ? limit : undefined;
}
