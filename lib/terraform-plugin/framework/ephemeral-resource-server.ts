import { encode } from '../cty/msgpack';
import { isObject, type Value, type Values } from '../cty/value';
import { type ProviderDefinition } from '../protocol/tfplugin6';
import { type CallContext, type Handlers } from '../server/grpc/handlers';
import { type EphemeralResource } from './ephemeral-resource';
import { type ProviderInstance } from './provider-instance';
import { noSuchType } from './refusals';
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
  instance: ProviderInstance,
): Required<Pick<Handlers<ProviderDefinition>, EphemeralResourceRpcs>> {
  return {
    validateEphemeralResourceConfig: async ({ typeName, config }) => {
      const resource = resources.get(typeName);
      if (resource === undefined) return noSuchType(typeName);
      return instance.validate(resource.schema, config);
    },

    openEphemeralResource: async ({ typeName, config }, call) => {
      const resource = resources.get(typeName);
      if (resource === undefined) return noSuchType(typeName);
      const { diagnostics, result } = await instance.answer(
        resource.schema,
        config,
        (value, given) => opened(resource, instance, { value, given, call }),
      );
      return { diagnostics, ...result };
    },

    renewEphemeralResource: ({ typeName, private: privateState }) =>
      resources.has(typeName) ? { private: privateState } : noSuchType(typeName),

    closeEphemeralResource: async ({ typeName, private: privateState }, call) => {
      const resource = resources.get(typeName);
      if (resource === undefined) return noSuchType(typeName);
      const { diagnostics } = await instance.attempt(resource.schema, () =>
        instance.perform(
          {},
          { operation: 'close', limit: CLOSE_LIMIT, limitFrom: 'definition', call },
          (_, context) => resource.close(privateState, context),
        ),
      );
      return { diagnostics };
    },
  };
}

async function opened(
  { open, schema, timeouts }: EphemeralResource<unknown>,
  instance: ProviderInstance,
  { value, given, call }: { value: Value; given: Value; call: CallContext },
) {
  const limits = { operation: 'open', limit: timeouts.open, call } as const;
  const { answer, timeouts: configured } = await instance.perform(value, limits, open);
  const state = asGiven({ ...answer.result, timeouts: configured }, given);
  return {
    result: { msgpack: encode(state, schemaType(schema)) },
    private: answer.private ?? new Uint8Array(),
  };
}

/** Engines refuse a result that differs from the configuration, even in the blanks around a value. */
function asGiven(result: Values, given: Value): Values {
  const config = isObject(given) ? given : {};
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, config[name] ?? value]),
  );
}
