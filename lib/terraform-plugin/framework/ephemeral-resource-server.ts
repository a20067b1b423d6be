import { encode } from '../cty/msgpack';
import { isRecord, type Value } from '../cty/value';
import { type ProviderDefinition } from '../protocol/tfplugin6';
import { type CallContext, type Handlers } from '../server/handlers';
import { type EphemeralResource } from './ephemeral-resource';
import { noSuchType } from './no-such-type';
import { type ProviderSession } from './provider-session';
import { schemaType } from './schema';

type EphemeralResourceRpcs =
  | 'validateEphemeralResourceConfig'
  | 'openEphemeralResource'
  | 'renewEphemeralResource'
  | 'closeEphemeralResource';

/** How long closing may take: the engine waits for it, and it cannot be configured. */
const CLOSE_LIMIT = '30s';

/**
 * The RPCs for ephemeral resources. None asks to be renewed: renewing cannot return a new value, and engines do not show
 * its warnings.
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
      const { diagnostics, result } = await session.answer(
        resource.schema,
        config,
        (value, given) => opened(resource, session, { value, given, call }),
      );
      return { diagnostics, ...result };
    },

    renewEphemeralResource: ({ typeName, private: privateState }) =>
      resources.has(typeName) ? { private: privateState } : noSuchType(typeName),

    closeEphemeralResource: async ({ typeName, private: privateState }, call) => {
      const resource = resources.get(typeName);
      if (resource === undefined) return noSuchType(typeName);
      const { diagnostics } = await session.attempt(resource.schema, () =>
        session.perform({}, { operation: 'close', limit: CLOSE_LIMIT, call }, (_, context) =>
          resource.close(privateState, context),
        ),
      );
      return { diagnostics };
    },
  };
}

async function opened(
  { open, schema, timeouts }: EphemeralResource<unknown>,
  session: ProviderSession,
  { value, given, call }: { value: Value; given: Value; call: CallContext },
) {
  const limits = { operation: 'open', limit: timeouts.open, call } as const;
  const { answer, timeouts: configured } = await session.perform(value, limits, open);
  const state = asGiven({ ...answer.result, timeouts: configured }, given);
  return {
    result: { msgpack: encode(state, schemaType(schema)) },
    private: answer.private ?? new Uint8Array(),
  };
}

/** Engines refuse a result that differs from the configuration, even in the blanks around a value. */
function asGiven(
  result: Readonly<Record<string, Value>>,
  given: Value,
): Readonly<Record<string, Value>> {
  const config = isRecord(given) ? given : {};
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, config[name] ?? value]),
  );
}
