import { decode } from '../cty/msgpack';
import { isObject, type Value, type Values } from '../cty/value';
import { type Provider } from '../framework/provider';
import { type Call, inProcess, silent, text } from './engine';
import { type DynamicValue, type Schema_Block } from './protocol/tfplugin6';
import { blockOf, dynamic, typeOf } from './schema-values';

/** An object as an engine keeps it: its state, null if there is none, and what only the provider understands. */
export interface Kept {
  readonly state: Value;
  readonly private: Uint8Array;
}

export interface PlannedKept extends Kept {
  /** Paths, their steps separated by dots. */
  readonly requiresReplace: readonly string[];
  readonly diagnostics: readonly string[];
}

/** Changes objects of one resource type of a provider as an engine does, which has configured it. */
export class ManagedResource {
  static async of(
    served: Provider | Call,
    typeName: string,
    config: Values = {},
  ): Promise<ManagedResource> {
    const call = typeof served === 'function' ? served : inProcess(served, silent);
    const { provider, resourceSchemas } = await call('getProviderSchema', {});
    await call('configureProvider', { config: dynamic(blockOf(provider), config) });
    return new ManagedResource(call, typeName, blockOf(resourceSchemas[typeName]));
  }

  private constructor(
    readonly call: Call,
    private readonly typeName: string,
    private readonly block: Schema_Block,
  ) {}

  async validate(config: Values): Promise<string[]> {
    const { typeName } = this;
    const request = { typeName, config: this.message(config) };
    return (await this.call('validateResourceConfig', request)).diagnostics.map(text);
  }

  /** Plans what the configuration means for an object; null deletes it. What is left out is null. */
  async plan(config: Values | null, { state, private: stored }: Kept = NONE): Promise<PlannedKept> {
    const response = await this.call('planResourceChange', {
      typeName: this.typeName,
      config: this.message(config),
      priorState: this.message(state),
      proposedNewState: this.message(config && this.proposed(config, state)),
      priorPrivate: stored,
    });
    return {
      state: this.value(response.plannedState),
      private: response.plannedPrivate,
      requiresReplace: response.requiresReplace.map(({ steps }) =>
        steps.map(({ selector }) => String(selector?.value)).join('.'),
      ),
      diagnostics: response.diagnostics.map(text),
    };
  }

  async apply(planned: Kept, { state }: Kept = NONE, signal?: AbortSignal) {
    const { typeName } = this;
    const request = {
      typeName,
      priorState: this.message(state),
      plannedState: this.message(planned.state),
      plannedPrivate: planned.private,
    };
    const response = await this.call('applyResourceChange', request, signal);
    return this.kept(response.newState, response);
  }

  async read({ state, private: stored }: Kept) {
    const { typeName } = this;
    const request = { typeName, currentState: this.message(state), private: stored };
    const response = await this.call('readResource', request);
    return this.kept(response.newState, response);
  }

  async import(id: string) {
    const { typeName } = this;
    const response = await this.call('importResourceState', { typeName, id });
    const [imported] = response.importedResources;
    const { diagnostics } = response;
    return this.kept(imported?.state, { private: imported?.private ?? NONE.private, diagnostics });
  }

  /** @param json the state, as an engine stores it */
  async upgrade(json: string, version = 0) {
    const { typeName } = this;
    const request = {
      typeName,
      version: BigInt(version),
      rawState: { json: Buffer.from(json) },
    };
    const response = await this.call('upgradeResourceState', request);
    const { diagnostics } = response;
    return this.kept(response.upgradedState, { private: NONE.private, diagnostics });
  }

  private kept(
    state: DynamicValue | undefined,
    rest: { private: Uint8Array; diagnostics: Parameters<typeof text>[0][] },
  ) {
    return {
      state: this.value(state),
      private: rest.private,
      diagnostics: rest.diagnostics.map(text),
    };
  }

  /** As an engine proposes it: configured values, and prior ones where the provider may choose. */
  private proposed(config: Values, prior: Value): Values {
    const kept = this.block.attributes
      .filter(({ name, computed }) => computed && (config[name] ?? null) === null)
      .map(({ name }) => [name, isObject(prior) ? (prior[name] ?? null) : null]);
    return { ...config, ...(Object.fromEntries(kept) as Values) };
  }

  private message(object: Value) {
    return isObject(object) ? dynamic(this.block, object) : NULL;
  }

  private value(message: DynamicValue | undefined): Value {
    return message === undefined ? null : plain(decode(message.msgpack, typeOf(this.block)));
  }
}

const NONE: Kept = { state: null, private: new Uint8Array() };

/** MessagePack's nil. */
const NULL = { msgpack: Uint8Array.of(0xc0) };

/** With the prototype that object literals have, as a test compares it. */
function plain(value: Value): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
