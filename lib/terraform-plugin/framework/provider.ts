import { type Value } from '../cty/value';
import { type Logger } from '../server/log/logger';
import { type Attributes, type Config, type NoAttributes } from './attribute';
import { type Constraint } from './constraints';
import { type DataSource, dataSource, type DataSourceOptions } from './data-source';
import { type Diagnostic } from './diagnostics';
import {
  type EphemeralResource,
  ephemeralResource,
  type EphemeralResourceOptions,
} from './ephemeral-resource';
import { checkNames, checkSource, checkUnique } from './names';
import { type Resource, resource, type ResourceOptions } from './resource';
import { type Blocks, type BlockValues, type NoBlocks, type Schema } from './schema';
import { checkResourceOnly } from './type-schema';

/** How a provider is defined; the type of `configure` follows from `attributes` and `blocks`. */
export interface ProviderOptions<A extends Attributes, B extends Blocks, Client> {
  /** The address by which configurations require it, for example `example.com/namespace/name`. */
  readonly source: string;
  /** What it is for, in Markdown. @default - none */
  readonly description?: string;
  /** @default - none */
  readonly attributes?: A;
  /** @default - none */
  readonly blocks?: B;
  /** Rules about several arguments. @default - none */
  readonly constraints?: readonly Constraint[];
  /**
   * Makes what the handlers work with, their `client`. It must be quick and contact nobody, because it runs in every
   * plan. It is not called while an argument is unknown that has an effect; one that has none is null then.
   *
   * @default - the client is undefined
   */
  configure?(
    config: Config<A> & BlockValues<NoInfer<B>>,
    context: ConfigureContext,
  ): Client | Promise<Client>;
  /** Types that are defined in files of their own. @default - none */
  readonly dataSources?: readonly DataSource<Client>[];
  /** Types that are defined in files of their own. @default - none */
  readonly ephemeralResources?: readonly EphemeralResource<Client>[];
  /** Types that are defined in files of their own. @default - none */
  readonly resources?: readonly Resource<Client>[];
  /** How an error that a handler threw is reported. @default - as a bug in the provider */
  diagnose?(error: unknown): Diagnostic | undefined;
}

export interface ConfigureContext {
  /** Version of the engine, for example `1.11.4`. */
  readonly terraformVersion: string;
  readonly log: Logger;
}

/** A provider as the provider server sees it. */
export interface Provider {
  readonly source: string;
  readonly schema: Schema;
  readonly dataSources: ReadonlyMap<string, DataSource<unknown>>;
  readonly ephemeralResources: ReadonlyMap<string, EphemeralResource<unknown>>;
  readonly resources: ReadonlyMap<string, Resource<unknown>>;
  /** The configuration is valid and wholly known. */
  configure(config: Value, context: ConfigureContext): unknown;
  diagnose(error: unknown): Diagnostic | undefined;
}

/** A provider to which types can be added. All methods throw a DefinitionError that names the mistake. */
export interface DefinedProvider<Client> extends Provider {
  dataSource<A extends Attributes, B extends Blocks = NoBlocks>(
    name: string,
    definition: DataSourceOptions<A, B, Client>,
  ): void;
  ephemeralResource<A extends Attributes, B extends Blocks = NoBlocks>(
    name: string,
    definition: EphemeralResourceOptions<A, B, Client>,
  ): void;
  resource<A extends Attributes, B extends Blocks = NoBlocks>(
    name: string,
    definition: ResourceOptions<A, B, Client>,
  ): void;
}

/** @throws DefinitionError that names the mistake in the definition */
export function defineProvider<
  A extends Attributes = NoAttributes,
  B extends Blocks = NoBlocks,
  Client = undefined,
>(definition: ProviderOptions<A, B, Client>): DefinedProvider<Client> {
  const { source, description = '', attributes = {}, blocks = {}, constraints = [] } = definition;
  checkSource(source);
  checkNames('Provider', { attributes, blocks }, 'provider');
  checkResourceOnly('Provider', { attributes, blocks });
  const dataSources = new Types<DataSource<Client>>('Data source', definition.dataSources);
  const ephemeralResources = new Types<EphemeralResource<Client>>(
    'Ephemeral resource',
    definition.ephemeralResources,
  );
  const resources = new Types<Resource<Client>>('Resource', definition.resources);
  return {
    source,
    schema: { description, attributes, blocks, constraints },
    // Every handler gets what `configure` makes, so its type need not be known from here on.
    dataSources: dataSources as ReadonlyMap<string, DataSource<unknown>>,
    ephemeralResources: ephemeralResources as ReadonlyMap<string, EphemeralResource<unknown>>,
    resources,
    dataSource: (name, type) => dataSources.add(dataSource(name, type)),
    ephemeralResource: (name, type) => ephemeralResources.add(ephemeralResource(name, type)),
    resource: (name, type) => resources.add(resource(name, type)),
    // The values were checked against the schema, from which the types follow.
    configure: (config, context) =>
      definition.configure?.(config as Config<A> & BlockValues<B>, context),
    diagnose: (error) => definition.diagnose?.(error),
  };
}

/** By name, in the order in which they were added. */
class Types<T extends { readonly name: string }> extends Map<string, T> {
  constructor(
    private readonly kind: string,
    types: readonly T[] = [],
  ) {
    super();
    for (const type of types) this.add(type);
  }

  add(type: T): void {
    checkUnique(this.kind, [...this.keys(), type.name]);
    this.set(type.name, type);
  }
}
