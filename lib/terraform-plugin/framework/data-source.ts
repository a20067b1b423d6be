import { type Value } from '../cty/value';
import { type Attributes, type Config, type State } from './attribute';
import { type Constraint } from './constraints';
import { checkForm, checkNames } from './names';
import { type RequestContext } from './request';
import { type Schema, timeoutsBlock } from './schema';

/** What is written down about a data source; the types of `read` follow from `attributes`. */
export interface DataSourceDefinition<A extends Attributes, Client> {
  readonly description: string;
  readonly attributes: A;
  /** What holds between several arguments. @default - nothing */
  readonly constraints?: readonly Constraint[];
  /** How long a read may take where the configuration does not say. */
  readonly timeouts: { readonly read: string };
  /** Is called with a valid, wholly known configuration; problems are thrown. */
  read(config: Config<A>, context: RequestContext<Client>): Promise<State<A>>;
}

/** A data source as the provider server sees it. */
export interface DataSource<Client> {
  readonly name: string;
  readonly schema: Schema;
  readonly timeouts: { readonly read: string };
  readonly read: (
    config: Readonly<Record<string, Value>>,
    context: RequestContext<Client>,
  ) => Promise<Readonly<Record<string, Value>>>;
}

export function dataSource<A extends Attributes, Client>(
  name: string,
  definition: DataSourceDefinition<A, Client>,
): DataSource<Client> {
  const { description, attributes, constraints = [], timeouts } = definition;
  const blocks = { timeouts: timeoutsBlock(timeouts) };
  checkForm('Data source', name);
  checkNames(`Data source "${name}"`, { attributes, blocks }, 'type');
  return {
    name,
    timeouts,
    schema: { description, attributes, constraints, blocks },
    // The values were checked against the schema, from which the types follow.
    read: async (config, context) =>
      (await definition.read(config as Config<A>, context)) as Readonly<Record<string, Value>>,
  };
}
