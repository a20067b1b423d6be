import { type Value, type Values } from '../cty/value';
import { type Attributes, type Config, type State } from './attribute';
import { type Constraint } from './constraints';
import { type RequestContext } from './request-context';
import { type Blocks, type BlockValues, type NoBlocks, type Schema } from './schema';
import { typeSchema } from './type-schema';

/** How a data source is defined; the types of `read` follow from `attributes` and `blocks`. */
export interface DataSourceOptions<A extends Attributes, B extends Blocks, Client> {
  /** What it is for, in Markdown. @default - none */
  readonly description?: string;
  readonly attributes: A;
  /** @default - none besides `timeouts` */
  readonly blocks?: B;
  /** Rules about several arguments. @default - none */
  readonly constraints?: readonly Constraint[];
  /** How long a read may take if the configuration does not say. @default - `5m` */
  readonly timeouts?: { readonly read: string };
  /** What to use instead, as a sentence: whoever still uses the data source is warned. @default - not deprecated */
  readonly deprecated?: string;
  /** Called with a valid, wholly known configuration; problems are thrown. */
  read(
    config: Config<A> & BlockValues<NoInfer<B>>,
    context: RequestContext<Client>,
  ): (State<A> & BlockValues<NoInfer<B>>) | Promise<State<A> & BlockValues<NoInfer<B>>>;
}

/** A data source as the provider server sees it. */
export interface DataSource<Client> {
  readonly name: string;
  readonly schema: Schema;
  readonly timeouts: { readonly read: string };
  readonly read: (config: Values, context: RequestContext<Client>) => Promise<Values>;
}

export function dataSource<A extends Attributes, Client, B extends Blocks = NoBlocks>(
  name: string,
  definition: DataSourceOptions<A, B, Client>,
): DataSource<Client> {
  const { timeouts = { read: '5m' } } = definition;
  return {
    name,
    timeouts,
    schema: typeSchema('Data source', name, { ...definition, timeouts }),
    // The values were checked against the schema, from which the types follow.
    read: async (config, context) =>
      (await definition.read(config as Config<A> & BlockValues<B>, context)) as Readonly<
        Record<string, Value>
      >,
  };
}
