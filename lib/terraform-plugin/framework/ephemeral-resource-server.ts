import { encode } from '../cty/msgpack';
import { isRecord, type Value } from '../cty/value';
import { type ProviderDefinition } from '../protocol/tfplugin6';
import { type Handlers } from '../server/handlers';
import { type EphemeralResource } from './ephemeral-resource';
import { noSuchType } from './no-such-type';
import { type ProviderSession } from './provider-session';
import { schemaType } from './schema';

type EphemeralResourceRpcs =
  | 'validateEphemeralResourceConfig'
  | 'openEphemeralResource'
  | 'renewEphemeralResource'
  | 'closeEphemeralResource';

/** How long giving back may take: the engine waits for it, and nobody can configure it. */
const CLOSE_LIMIT = '30s';

/**
 * The RPCs for ephemeral resources. None asks to be renewed: renewing cannot hand out a new value, and engines do not
 * show its warnings.
 */
export function ephemeralResourceServer(
  resources: ReadonlyMap<string, EphemeralResource<unknown>>,
  session: ProviderSession,
): Required<Pick<Handlers<ProviderDefinition>, EphemeralResourceRpcs>> {
  return {
    validateEphemeralResourceConfig: async ({ typeName, config }) => {
      const resource = resources.get(typeName);
      if (resource === undefined) return noSuchType(typeName);
      return session.validate(resource.schema, config);
    },

    openEphemeralResource: async ({ typeName, config }, call) => {
      const resource = resources.get(typeName);
      if (resource === undefined) return noSuchType(typeName);
      const { schema, timeouts } = resource;
      const { diagnostics, result } = await session.answer(schema, config, async (value, given) => {
        const open = await session.perform(
          value,
          { operation: 'open', limit: timeouts.open, call },
          resource.open,
        );
        const state = asGiven({ ...open.answer.result, timeouts: open.timeouts }, given);
        return {
          result: { msgpack: encode(state, schemaType(schema)) },
          private: open.answer.private ?? new Uint8Array(),
        };
      });
      return { diagnostics, ...result };
    },

    renewEphemeralResource: ({ typeName, private: memory }) =>
      resources.has(typeName) ? { private: memory } : noSuchType(typeName),

    closeEphemeralResource: async ({ typeName, private: memory }, call) => {
      const resource = resources.get(typeName);
      if (resource === undefined) return noSuchType(typeName);
      const { diagnostics } = await session.attempt(resource.schema, () =>
        session.perform({}, { operation: 'close', limit: CLOSE_LIMIT, call }, (_, context) =>
          resource.close(memory, context),
        ),
      );
      return { diagnostics };
    },
  };
}

/** Engines refuse a result that differs from the configuration, be it by the blanks around a value. */
function asGiven(
  result: Readonly<Record<string, Value>>,
  given: Value,
): Readonly<Record<string, Value>> {
  const config = isRecord(given) ? given : {};
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, config[name] ?? value]),
  );
}
