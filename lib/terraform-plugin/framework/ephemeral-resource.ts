import { type Value } from '../cty/value';
import { type Attributes, type Config, type State } from './attribute';
import { type Constraint } from './constraints';
import { checkForm, checkNames } from './names';
import { type RequestContext } from './request';
import { type Schema, timeoutsBlock } from './schema';

/** What is written down about an ephemeral resource; the types of `open` follow from `attributes`. */
export interface EphemeralResourceDefinition<A extends Attributes, Client> {
  readonly description: string;
  readonly attributes: A;
  /** What holds between several arguments. @default - nothing */
  readonly constraints?: readonly Constraint[];
  /** How long opening may take where the configuration does not say. */
  readonly timeouts: { readonly open: string };
  /**
   * Makes the value that lives for one phase of the engine. Is called in each plan and again in each apply, with a
   * valid, wholly known configuration; problems are thrown.
   */
  open(config: Config<A>, context: RequestContext<Client>): Promise<Opened<State<A>>>;
  /** Gives back what `open` took, told by its `private`. Is also called after errors. @default - nothing to do */
  close?(memory: Uint8Array, context: RequestContext<Client>): Promise<void>;
}

export interface Opened<S> {
  readonly result: S;
  /** What `close` needs to know; the engine keeps it and shows it to nobody. @default - nothing */
  readonly private?: Uint8Array;
}

/** An ephemeral resource as the provider server sees it. */
export interface EphemeralResource<Client> {
  readonly name: string;
  readonly schema: Schema;
  readonly timeouts: { readonly open: string };
  readonly open: (
    config: Readonly<Record<string, Value>>,
    context: RequestContext<Client>,
  ) => Promise<Opened<Readonly<Record<string, Value>>>>;
  readonly close: (memory: Uint8Array, context: RequestContext<Client>) => Promise<void>;
}

export function ephemeralResource<A extends Attributes, Client>(
  name: string,
  definition: EphemeralResourceDefinition<A, Client>,
): EphemeralResource<Client> {
  const { description, attributes, constraints = [], timeouts } = definition;
  const blocks = { timeouts: timeoutsBlock(timeouts) };
  checkForm('Ephemeral resource', name);
  checkNames(`Ephemeral resource "${name}"`, { attributes, blocks }, 'type');
  return {
    name,
    timeouts,
    schema: { description, attributes, constraints, blocks },
    // The values were checked against the schema, from which the types follow.
    open: async (config, context) =>
      (await definition.open(config as Config<A>, context)) as Opened<
        Readonly<Record<string, Value>>
      >,
    close: async (memory, context) => definition.close?.(memory, context),
  };
}
