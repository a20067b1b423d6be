import { type Value } from '../cty/value';
import { type Logger } from '../server/logger';
import { type Attributes, type Config } from './attribute';
import { type DataSource } from './data-source';
import { type Diagnostic } from './diagnostics';
import { type EphemeralResource } from './ephemeral-resource';
import { checkNames, checkUnique } from './names';
import { type Block, type Blocks, type Schema } from './schema';

/** What is written down about a provider; the type of `configure` follows from `attributes` and `blocks`. */
export interface ProviderDefinition<A extends Attributes, B extends Blocks, Client> {
  readonly description: string;
  readonly attributes: A;
  readonly blocks: B;
  /**
   * Makes what the handlers work with. It must be quick and contact nobody, for it runs in every plan.
   * It is not called while an argument is unknown that has an effect; one that has none is null then.
   */
  configure(config: ProviderConfig<A, B>, context: ConfigureContext): Client;
  readonly dataSources: readonly DataSource<Client>[];
  readonly ephemeralResources: readonly EphemeralResource<Client>[];
  /** What to tell of an error that a handler threw. @default - it is a bug of the provider */
  diagnose?(error: unknown): Diagnostic | undefined;
}

export interface ConfigureContext {
  /** Version of the engine, for example `1.11.4`. */
  readonly terraformVersion: string;
  readonly log: Logger;
}

export type ProviderConfig<A extends Attributes, B extends Blocks> = Config<A> & {
  readonly [N in keyof B]: B[N] extends Block<infer E, infer Nesting>
    ? Nesting extends 'list'
      ? readonly Config<E>[]
      : Config<E> | null
    : never;
};

/** A provider as the provider server sees it. */
export interface Provider {
  readonly schema: Schema;
  readonly dataSources: ReadonlyMap<string, DataSource<unknown>>;
  readonly ephemeralResources: ReadonlyMap<string, EphemeralResource<unknown>>;
  /** The configuration is valid and wholly known. */
  configure(config: Value, context: ConfigureContext): unknown;
  diagnose(error: unknown): Diagnostic | undefined;
}

export function provider<A extends Attributes, B extends Blocks, Client>(
  definition: ProviderDefinition<A, B, Client>,
): Provider {
  const { description, attributes, blocks } = definition;
  checkNames('Provider', { attributes, blocks }, 'provider');
  return {
    schema: { description, attributes, blocks, constraints: [] },
    // Every handler gets what `configure` makes, so its type need not be known from here on.
    dataSources: byName('Data source', definition.dataSources as readonly DataSource<unknown>[]),
    ephemeralResources: byName(
      'Ephemeral resource',
      definition.ephemeralResources as readonly EphemeralResource<unknown>[],
    ),
    // The values were checked against the schema, from which the types follow.
    configure: (config, context) => definition.configure(config as ProviderConfig<A, B>, context),
    diagnose: (error) => definition.diagnose?.(error),
  };
}

function byName<T extends { readonly name: string }>(
  kind: string,
  types: readonly T[],
): ReadonlyMap<string, T> {
  checkUnique(
    kind,
    types.map(({ name }) => name),
  );
  return new Map(types.map((type) => [type.name, type]));
}
