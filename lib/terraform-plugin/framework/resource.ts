import { type Values } from '../cty/value';
import {
  type Attributes,
  type Config,
  type PartlyKnown,
  type Planned,
  type State,
} from './attribute';
import { type Constraint } from './constraints';
import { mistake } from './definition-error';
import { type Diagnostic } from './diagnostics';
import { type PrivateState } from './private-state';
import { type RequestContext } from './request-context';
import { type Blocks, type BlockValues, type NoBlocks, type Schema } from './schema';
import { typeSchema } from './type-schema';

/** How a resource is defined; the types of its handlers follow from `attributes` and `blocks`. */
export interface ResourceOptions<A extends Attributes, B extends Blocks, Client> {
  /** What it is for, in Markdown. @default - none */
  readonly description?: string;
  readonly attributes: A;
  /** @default - none besides `timeouts` */
  readonly blocks?: B;
  /** Rules about several arguments. @default - none */
  readonly constraints?: readonly Constraint[];
  /** How long each may take if the configuration does not say. @default - `5m` for `read`, else `20m` */
  readonly timeouts?: Partial<ResourceTimeouts>;
  /** What to use instead, as a sentence: whoever still uses the resource is warned. @default - not deprecated */
  readonly deprecated?: string;
  /** Grows by one whenever states of before have to be upgraded. @default 0 */
  readonly version?: number;
  /**
   * Adds to the plan of a new or existing object what only the provider can know. Called in each plan and again in each
   * apply, with a valid configuration of which anything may be unknown. It must not change anything.
   *
   * @default - a new object has unknown computed attributes, an existing one keeps them
   */
  plan?(
    change: PlannedChange<A, NoInfer<B>>,
    context: PlanContext<Client>,
  ): PlanResult<A> | undefined | Promise<PlanResult<A> | undefined>;
  /** Warns of what deleting an object will do, or throws if it cannot be deleted. @default - nothing to say */
  planDelete?(
    prior: State<A> & BlockValues<NoInfer<B>>,
    context: PlanContext<Client>,
  ): readonly Warning[] | Promise<readonly Warning[]>;
  /**
   * Creates an object and returns its state, in which what was planned stays. If it throws, nothing was created, except
   * for what it has passed to `checkpoint`.
   */
  create(
    planned: Planned<A> & BlockValues<NoInfer<B>>,
    context: ApplyContext<Client, State<A> & BlockValues<NoInfer<B>>>,
  ): (State<A> & BlockValues<NoInfer<B>>) | Promise<State<A> & BlockValues<NoInfer<B>>>;
  /** Returns the state of an object as it is now, undefined if it is gone. */
  read(
    state: State<A> & BlockValues<NoInfer<B>>,
    context: ResourceContext<Client>,
  ):
    | (State<A> & BlockValues<NoInfer<B>>)
    | undefined
    | Promise<(State<A> & BlockValues<NoInfer<B>>) | undefined>;
  /**
   * Changes an object and returns its new state. If it throws, the object has not changed, except for what it has passed
   * to `checkpoint`.
   *
   * @default - every change means a new object
   */
  update?(
    change: {
      readonly prior: State<A> & BlockValues<NoInfer<B>>;
      readonly planned: Planned<A> & BlockValues<NoInfer<B>>;
    },
    context: ApplyContext<Client, State<A> & BlockValues<NoInfer<B>>>,
  ): (State<A> & BlockValues<NoInfer<B>>) | Promise<State<A> & BlockValues<NoInfer<B>>>;
  /** Deletes an object; one that is already gone is no error. If it throws, the object is kept in the state. */
  delete(
    prior: State<A> & BlockValues<NoInfer<B>>,
    context: ApplyContext<Client, State<A> & BlockValues<NoInfer<B>>>,
  ): void | Promise<void>;
  /**
   * Returns the state of the object that the ID of `terraform import` names, undefined if there is none.
   *
   * @default - objects cannot be imported
   */
  importState?(
    id: string,
    context: ResourceContext<Client>,
  ):
    | (State<A> & BlockValues<NoInfer<B>>)
    | undefined
    | Promise<(State<A> & BlockValues<NoInfer<B>>) | undefined>;
  /**
   * Returns what a state of an older version says, in the form of this version; in it, numbers are bigints and decimals.
   * It has no client. `timeouts` stay as they are. Required from version 1 on.
   */
  upgradeState?(
    state: Values,
    version: number,
  ): (State<A> & BlockValues<NoInfer<B>>) | Promise<State<A> & BlockValues<NoInfer<B>>>;
}

/** Durations, as in `20m`. */
export interface ResourceTimeouts {
  readonly create: string;
  /** Also for plan and import. */
  readonly read: string;
  readonly update: string;
  readonly delete: string;
}

export interface PlannedChange<A extends Attributes, B extends Blocks> {
  readonly config: PartlyKnown<Config<A> & BlockValues<B>>;
  /** The state, undefined for a new object. */
  readonly prior: (State<A> & BlockValues<B>) | undefined;
  /** What is planned if nothing is added: configuration, defaults and what the state has. */
  readonly proposed: PartlyKnown<State<A> & BlockValues<B>>;
}

export interface PlanResult<A extends Attributes> {
  /** Computed attributes, known or `unknown`; or configured ones as they are in the state, which means no change. */
  readonly planned?: Partial<PartlyKnown<State<A>>>;
  /** Changing attributes that cannot change without a new object. @default - those with `requiresReplace` */
  readonly requiresReplace?: readonly (keyof A & string)[];
  /** @default - none */
  readonly warnings?: readonly Warning[];
}

export type Warning = Omit<Diagnostic, 'severity'>;

/** What the handlers of a resource get besides values. */
export interface ResourceContext<Client> extends RequestContext<Client> {
  /** What to remember of the object besides its state; it is stored with it. */
  readonly private: PrivateState;
}

/** The client is undefined while the provider's configuration is not known yet. */
export type PlanContext<Client> = ResourceContext<Client | undefined>;

export interface ApplyContext<Client, S> extends ResourceContext<Client> {
  /**
   * Records what exists by now, for the case that the handler fails, runs out of time or is interrupted: it becomes the
   * state then. A created object is tainted by that: the engine replaces it in the next run.
   */
  readonly checkpoint: (state: S) => void;
  /** Adds a warning to the answer, whether the handler succeeds or fails. */
  readonly warn: (warning: Warning) => void;
}

/** A resource as the provider server sees it. */
export interface Resource<Client> {
  readonly name: string;
  readonly schema: Schema;
  readonly timeouts: ResourceTimeouts;
  readonly handlers: ResourceHandlers<Client>;
}

/** The handlers without their types, which follow from the schema. */
export interface ResourceHandlers<Client> {
  plan?(
    change: { config: Values; prior: Values | undefined; proposed: Values },
    context: PlanContext<Client>,
  ): Awaitable<ErasedPlanResult | undefined>;
  planDelete?(prior: Values, context: PlanContext<Client>): Awaitable<readonly Warning[]>;
  create(planned: Values, context: ApplyContext<Client, Values>): Awaitable<Values>;
  read(state: Values, context: ResourceContext<Client>): Awaitable<Values | undefined>;
  update?(
    change: { prior: Values; planned: Values },
    context: ApplyContext<Client, Values>,
  ): Awaitable<Values>;
  delete(prior: Values, context: ApplyContext<Client, Values>): Awaitable<void>;
  importState?(id: string, context: ResourceContext<Client>): Awaitable<Values | undefined>;
  upgradeState?(state: Values, version: number): Awaitable<Values>;
}

type Awaitable<T> = T | Promise<T>;

interface ErasedPlanResult {
  readonly planned?: Values;
  readonly requiresReplace?: readonly string[];
  readonly warnings?: readonly Warning[];
}

export function resource<A extends Attributes, Client, B extends Blocks = NoBlocks>(
  name: string,
  definition: ResourceOptions<A, B, Client>,
): Resource<Client> {
  const { version = 0 } = definition;
  if (!Number.isSafeInteger(version) || version < 0) {
    throw mistake(`Resource "${name}": its version ${version} is not a whole number from 0 on.`);
  }
  if (version > 0 && definition.upgradeState === undefined) {
    throw mistake(
      `Resource "${name}" has version ${version}, but no upgradeState for older states.`,
    );
  }
  const { create = '20m', read = '5m', update = '20m', ...more } = definition.timeouts ?? {};
  const others = { create, read, delete: more.delete ?? '20m' };
  const timeouts = { ...others, update };
  const schema = typeSchema('Resource', name, {
    ...definition,
    timeouts: definition.update === undefined ? others : timeouts,
  });
  return {
    name,
    timeouts,
    schema: { ...schema, version },
    // The values are checked against the schema, from which the types follow.
    handlers: definition as unknown as ResourceHandlers<Client>,
  };
}
