import { type Values } from '../cty/value';
import { type Attributes, type Config, type State } from './attribute';
import { type Constraint } from './constraints';
import { type RequestContext } from './request-context';
import { type Blocks, type BlockValues, type NoBlocks, type Schema } from './schema';
import { typeSchema } from './type-schema';

/** How an ephemeral resource is defined; the types of `open` follow from `attributes` and `blocks`. */
export interface EphemeralResourceOptions<A extends Attributes, B extends Blocks, Client> {
  /** What it is for, in Markdown. @default - none */
  readonly description?: string;
  readonly attributes: A;
  /** @default - none besides `timeouts` */
  readonly blocks?: B;
  /** Rules about several arguments. @default - none */
  readonly constraints?: readonly Constraint[];
  /** How long opening may take if the configuration does not say. @default - `5m` */
  readonly timeouts?: { readonly open: string };
  /** What to use instead, as a sentence: whoever still uses the resource is warned. @default - not deprecated */
  readonly deprecated?: string;
  /**
   * Makes the value that lives for one phase of the engine. Called in each plan and again in each apply, with a valid,
   * wholly known configuration; problems are thrown.
   */
  open(
    config: Config<A> & BlockValues<NoInfer<B>>,
    context: RequestContext<Client>,
  ):
    | Opened<State<A> & BlockValues<NoInfer<B>>>
    | Promise<Opened<State<A> & BlockValues<NoInfer<B>>>>;
  /** Releases what `open` acquired, given its `private`. Also called after errors. @default - nothing to do */
  close?(privateState: Uint8Array, context: RequestContext<Client>): void | Promise<void>;
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
  readonly open: (config: Values, context: RequestContext<Client>) => Promise<Opened<Values>>;
  readonly close: (privateState: Uint8Array, context: RequestContext<Client>) => Promise<void>;
}

export function ephemeralResource<A extends Attributes, Client, B extends Blocks = NoBlocks>(
  name: string,
  definition: EphemeralResourceOptions<A, B, Client>,
): EphemeralResource<Client> {
  const { timeouts = { open: '5m' } } = definition;
  return {
    name,
    timeouts,
    schema: typeSchema('Ephemeral resource', name, { ...definition, timeouts }),
    // The values were checked against the schema, from which the types follow.
    open: async (config, context) =>
      (await definition.open(config as Config<A> & BlockValues<B>, context)) as Opened<Values>,
    close: async (privateState, context) => definition.close?.(privateState, context),
  };
}
