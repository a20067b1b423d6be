import { CodecError } from '../cty/codec-error';
import { inside } from '../cty/steps';
import { isObject, isWhollyKnown, type Value, type Values } from '../cty/value';
import { type Diagnostic as DiagnosticMessage, type DynamicValue } from '../protocol/tfplugin6';
import { type CallContext, type Decoded } from '../server/grpc/handlers';
import { type Logger } from '../server/log/logger';
import { bounded, type LimitSource } from './bounded';
import { diagnosticMessages } from './diagnostic-message';
import { type Diagnostic, DiagnosticsError } from './diagnostics';
import { withoutEmptyStrings } from './empty-strings';
import { type Provider } from './provider';
import { type RequestContext } from './request-context';
import { decoded, decodedObject } from './request-value';
import { type Schema } from './schema';
import { unknownArguments, withoutUnusedUnknowns } from './unknown-arguments';
import { validate } from './validation';

/** The outcome of a request: a result, or the problems that prevented it. */
export interface Answer<T> {
  readonly diagnostics: DiagnosticMessage[];
  readonly result?: T;
}

/** What handlers do, by its name in `timeouts`. */
type Operation = 'read' | 'open' | 'close' | 'create' | 'update' | 'delete' | 'import';

interface Limits {
  readonly operation: Operation;
  /** A duration, for `timeouts` that do not say. */
  readonly limit: string;
  /** Whose `timeouts` they are, if there are any. @default 'configuration' */
  readonly limitFrom?: LimitSource;
  readonly call: CallContext;
}

/** What the handlers work with, or the arguments of the provider that are not known yet. */
type Configuration = { readonly client: unknown } | { readonly unknown: readonly string[] };

/** What a provider process was configured with, and the requests that the engine can stop. */
export class ProviderInstance {
  private stopping = new AbortController();
  private configuration: Configuration | undefined;

  constructor(
    private readonly provider: Provider,
    readonly log: Logger,
  ) {}

  /** Cancels all running requests. An engine that reattaches sends more afterwards. */
  stop(): void {
    this.stopping.abort();
    this.stopping = new AbortController();
  }

  /** Configures the provider, unless something that matters is still unknown in the valid configuration. */
  async configure(config: Value, terraformVersion: string): Promise<void> {
    const used = withoutUnusedUnknowns(config, this.provider.schema);
    const unknown = unknownArguments(used);
    this.configuration =
      unknown.length > 0
        ? { unknown }
        : { client: await this.provider.configure(used, { terraformVersion, log: this.log }) };
  }

  /**
   * Does `work` with a valid configuration, in which empty strings count as left out; whatever goes wrong ends as
   * diagnostics.
   */
  answer<T>(
    schema: Schema,
    config: Decoded<DynamicValue> | undefined,
    work: (config: Value, given: Value) => T | Promise<T>,
  ): Promise<Answer<T>> {
    return this.attempt(schema, async () => {
      const given = decodedObject(config, schema);
      const value = withoutEmptyStrings(given, schema);
      const errors = validate(value, schema).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) throw new DiagnosticsError(...errors);
      return await work(value, given);
    });
  }

  /** The problems of a configuration. Only here are warnings reported: engines validate in every run. */
  async validate(
    schema: Schema,
    config: Decoded<DynamicValue> | undefined,
  ): Promise<{ diagnostics: DiagnosticMessage[] }> {
    const { diagnostics, result = [] } = await this.attempt(schema, () =>
      validate(withoutEmptyStrings(decoded(config, schema), schema), schema),
    );
    return { diagnostics: [...diagnostics, ...diagnosticMessages(result, schema)] };
  }

  /** Does `work`; whatever goes wrong ends as diagnostics. */
  async attempt<T>(schema: Schema, work: () => T | Promise<T>): Promise<Answer<T>> {
    try {
      return { diagnostics: [], result: await work() };
    } catch (error) {
      return { diagnostics: diagnosticMessages(this.explain(error), schema) };
    }
  }

  /** Runs a handler with a wholly known configuration, for as long as its `timeouts`, or else `limit`, allow. */
  async perform<T>(
    config: Value,
    limits: Limits,
    handler: (config: Values, context: RequestContext<unknown>) => Promise<T>,
  ): Promise<{ timeouts: Value; answer: T }> {
    const client = this.clientFor(limits.operation);
    // Engines read and open only with wholly known configurations.
    if (!isObject(config) || !isWhollyKnown(config)) throw new TypeError('unknown configuration');
    const { timeouts = null, ...rest } = config;
    const answer = await this.run({ ...limits, timeouts, client }, (context) =>
      handler(rest, context),
    );
    return { timeouts, answer };
  }

  /** Runs a handler for as long as `timeouts`, or else `limit`, allow. */
  run<T, Client>(
    limits: Limits & { timeouts: Value; client: Client },
    handler: (context: RequestContext<Client>) => Promise<T>,
  ): Promise<T> {
    const { log } = this;
    const { operation, limit, limitFrom = 'configuration', call, timeouts, client } = limits;
    call.beginWork?.();
    return bounded((bounds) => handler({ client, log, ...bounds }), {
      operation,
      limit: limitOf(timeouts, operation) ?? limit,
      limitFrom,
      stops: [call.signal, this.stopping.signal],
      explain: (error) => this.provider.diagnose(error)?.detail,
    });
  }

  /** Whether the handlers have what they work with: the provider's configuration is known. */
  get hasClient(): boolean {
    if (this.configuration === undefined) throw notConfigured();
    return 'client' in this.configuration;
  }

  /** What the handlers work with. Throws a DiagnosticsError while the provider's configuration is not known yet. */
  clientFor(operation: Operation): unknown {
    if (this.configuration === undefined) throw notConfigured();
    if ('unknown' in this.configuration) throw notKnownYet(this.configuration.unknown, operation);
    return this.configuration.client;
  }

  private explain(error: unknown): readonly Diagnostic[] {
    if (error instanceof DiagnosticsError) return error.diagnostics;
    const diagnostic = this.provider.diagnose(error);
    if (diagnostic !== undefined) return [diagnostic];
    this.log.error('unexpected error', { error: framesOf(error) });
    return [unexpected(error)];
  }
}

/** As everywhere, an empty string counts as left out. */
function limitOf(timeouts: Value, operation: string): string | undefined {
  const limit = inside(timeouts, operation);
  return typeof limit === 'string' && limit !== '' ? limit : undefined;
}

function notConfigured(): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Provider is not configured',
    detail:
      'The engine requested data before it configured the provider. This is a bug in Terraform or OpenTofu.',
  });
}

function notKnownYet(names: readonly string[], operation: Operation): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Provider configuration is not known yet',
    detail:
      `These arguments of the provider depend on something that has not been created yet: ${names.join(', ')}. ` +
      (LATER[operation] ?? 'Create that resource in an earlier run.'),
  });
}

/** What to do so that it is done after that resource was created. */
const LATER: Partial<Record<Operation, string>> = {
  read:
    'Add a depends_on on that resource to the data source, so that it is read afterwards, ' +
    'or create that resource in an earlier run.',
  open:
    'Let an argument of the ephemeral resource refer to that resource, so that it is opened afterwards ' +
    '(Terraform opens it during the plan even if it has a depends_on), ' +
    'or create that resource in an earlier run.',
};

function unexpected(error: unknown): Diagnostic {
  const reason = error instanceof CodecError ? error.message : nameOf(error);
  return {
    severity: 'error',
    summary: 'The provider failed',
    detail: `This is a bug in the provider (${reason}). Run again with TF_LOG_PROVIDER=debug and report what it logs.`,
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Where an error was thrown. Its message is left out: it may hold a secret. */
function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [nameOf(error), ...frames.map((frame) => frame.trim())].join(' ');
}
