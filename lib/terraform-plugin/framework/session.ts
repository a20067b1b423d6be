import { CodecError, decode } from '../cty/msgpack';
import { isRecord, isWhollyKnown, type Value } from '../cty/value';
import { type Diagnostic as DiagnosticMessage, type DynamicValue } from '../protocol/tfplugin6';
import { type Logger } from '../server/logger';
import { diagnosticMessages } from './diagnostic-message';
import { type Diagnostic, DiagnosticsError } from './diagnostics';
import { type Provider, unknownArguments } from './provider';
import { bounded, type RequestContext } from './request';
import { type Schema, schemaType } from './schema';
import { validate } from './validation';

/** What came of a request: a result, or the problems that prevented it. */
export interface Answer<T> {
  readonly diagnostics: DiagnosticMessage[];
  readonly result?: T;
}

/** One life of a provider process: what it was configured with, and whether the engine wants to stop. */
export class Session {
  private readonly stopping = new AbortController();
  private configuration: { readonly client: unknown; readonly unknown: string[] } | undefined;

  constructor(
    private readonly provider: Provider,
    readonly log: Logger,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  configure(config: Value, terraformVersion: string): void {
    this.configuration = {
      client: this.provider.configure(config, { terraformVersion, log: this.log }),
      unknown: unknownArguments(config),
    };
  }

  /** Does `work` with a valid configuration; whatever goes wrong ends as diagnostics. */
  answer<T>(
    schema: Schema,
    config: DynamicValue | undefined,
    work: (config: Value) => T | Promise<T>,
  ): Promise<Answer<T>> {
    return this.attempt(schema, async () => {
      const value = config === undefined ? null : decode(config.msgpack, schemaType(schema));
      const problems = validate(value, schema);
      if (problems.length > 0) throw new DiagnosticsError(...problems);
      return await work(value);
    });
  }

  /** Does `work`; whatever goes wrong ends as diagnostics. */
  async attempt<T>(schema: Schema, work: () => Promise<T>): Promise<Answer<T>> {
    try {
      return { diagnostics: [], result: await work() };
    } catch (error) {
      return { diagnostics: diagnosticMessages(this.explain(error), schema) };
    }
  }

  /** Lets a handler work with a wholly known configuration, as long as `timeouts` in it or else `limit` allows. */
  async perform<T>(
    config: Value,
    { operation, limit, cancelled }: { operation: string; limit: string; cancelled: AbortSignal },
    handler: (
      config: Readonly<Record<string, Value>>,
      context: RequestContext<unknown>,
    ) => Promise<T>,
  ): Promise<{ timeouts: Value; answer: T }> {
    const { client, log } = this;
    // The engine asks only with what it knows wholly.
    if (!isRecord(config) || !isWhollyKnown(config)) throw new TypeError('unknown configuration');
    const { timeouts = null, ...rest } = config;
    const answer = await bounded((bounds) => handler(rest, { client, log, ...bounds }), {
      operation,
      limit: limitOf(timeouts, operation) ?? limit,
      stop: AbortSignal.any([cancelled, this.stopping.signal]),
      explain: (error) => this.provider.diagnose(error)?.detail,
    });
    return { timeouts, answer };
  }

  /** What the handlers work with. Throws a DiagnosticsError while the provider's configuration is not known. */
  private get client(): unknown {
    if (this.configuration === undefined) throw NOT_CONFIGURED;
    if (this.configuration.unknown.length > 0) throw notKnownYet(this.configuration.unknown);
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

function limitOf(timeouts: Value, operation: string): string | undefined {
  const limit = isRecord(timeouts) ? timeouts[operation] : undefined;
  return typeof limit === 'string' ? limit : undefined;
}

const NOT_CONFIGURED = new DiagnosticsError({
  severity: 'error',
  summary: 'Provider is not configured',
  detail:
    'The engine asked for data before it configured the provider. This is a bug of the engine.',
});

function notKnownYet(names: string[]): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Provider configuration is not known yet',
    detail:
      `These arguments of the provider depend on something that is still to be created: ${names.join(', ')}. ` +
      'Give the data source a depends_on on that resource, so that it is read after it, ' +
      'or create that resource in an earlier run.',
  });
}

function unexpected(error: unknown): Diagnostic {
  const reason = error instanceof CodecError ? error.message : nameOf(error);
  return {
    severity: 'error',
    summary: 'The provider failed',
    detail: `This is a bug of the provider (${reason}). Run again with TF_LOG=debug and report what it logs.`,
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Where an error arose. Its message is left out: it may hold a secret. */
function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [nameOf(error), ...frames.map((frame) => frame.trim())].join(' ');
}
