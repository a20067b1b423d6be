import { decode } from '../cty/msgpack';
import { type Value } from '../cty/value';
import { type Provider } from '../framework/provider';
import { providerServer } from '../framework/provider-server';
import { type Logger } from '../server/log/logger';
import {
  Diagnostic_Severity,
  type Diagnostic,
  ProviderDefinition,
  type Schema_Block,
} from './protocol/tfplugin6';
import { blockOf, dynamic, typeOf } from './schema-values';

export const silent: Logger = {
  writes: () => false,
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
};

function ignore(): void {
  // nobody reads it
}

type Rpcs = ProviderDefinition['methods'];
export type Rpc = keyof Rpcs;
export type RpcRequest<R extends Rpc> = Parameters<Rpcs[R]['requestType']['fromPartial']>[0];
export type RpcResponse<R extends Rpc> = ReturnType<Rpcs[R]['responseType']['decode']>;

/** Asks a provider, wherever it runs. */
export type Call = <R extends Rpc>(
  rpc: R,
  request: RpcRequest<R>,
  signal?: AbortSignal,
) => Promise<RpcResponse<R>>;

/** Talks to a provider server as an engine does; it learns the schemas from the provider itself. */
export class Engine {
  readonly call: Call;
  private schemas: RpcResponse<'getProviderSchema'> | undefined;

  constructor(
    /** In this process, or how to ask one elsewhere. */
    served: Provider | Call,
    /** What `validate` and `read`, or `open`, mean. */
    private readonly typeName: string,
    logger = silent,
    private readonly kind: 'data source' | 'ephemeral' = 'data source',
  ) {
    this.call = typeof served === 'function' ? served : inProcess(served, logger);
  }

  /** Diagnostics of the configuration; what is left out is null. */
  async configure(config: Record<string, Value> = {}): Promise<string[]> {
    await this.learnSchemas();
    const { diagnostics } = await this.call('configureProvider', {
      terraformVersion: '1.11.4',
      config: dynamic(blockOf(this.schemas?.provider), config),
    });
    return diagnostics.map(text);
  }

  async validate(config: Record<string, Value>): Promise<string[]> {
    await this.learnSchemas();
    const { diagnostics } = await this.call('validateDataResourceConfig', this.request(config));
    return diagnostics.map(text);
  }

  async read(
    config: Record<string, Value>,
    signal?: AbortSignal,
  ): Promise<{ state: Value | undefined; diagnostics: string[] }> {
    // Once the schemas are known this asks before it returns, so that a test can ask for something else right after.
    if (this.schemas === undefined) await this.learnSchemas();
    const { state, diagnostics } = await this.call('readDataSource', this.request(config), signal);
    return {
      state: state && decode(state.msgpack, typeOf(this.block)),
      diagnostics: diagnostics.map(text),
    };
  }

  async open(config: Record<string, Value>) {
    if (this.schemas === undefined) await this.learnSchemas();
    const response = await this.call('openEphemeralResource', this.request(config));
    return {
      result: response.result && decode(response.result.msgpack, typeOf(this.block)),
      private: response.private,
      renewAt: response.renewAt,
      diagnostics: response.diagnostics.map(text),
    };
  }

  /** A request about a configuration, once the provider is configured; what is left out is null. */
  request(config: Record<string, Value>) {
    return { typeName: this.typeName, config: dynamic(this.block, config) };
  }

  private get block(): Schema_Block {
    const schemas =
      this.kind === 'ephemeral'
        ? this.schemas?.ephemeralResourceSchemas
        : this.schemas?.dataSourceSchemas;
    const schema = schemas?.[this.typeName];
    if (schema === undefined) throw new Error(`no ${this.kind} ${this.typeName}`);
    return blockOf(schema);
  }

  private async learnSchemas(): Promise<void> {
    this.schemas ??= await this.call('getProviderSchema', {});
  }
}

/** Without a process between them. */
export function inProcess(served: Provider, logger: Logger): Call {
  const { handlers } = providerServer(served, logger);
  return async (rpc, request, signal = new AbortController().signal) => {
    const { requestType, responseType } = ProviderDefinition.methods[rpc];
    const handler = handlers[rpc] as (request: unknown, context: object) => Promise<object>;
    const response = await handler(requestType.fromPartial(request), { signal });
    return responseType.fromPartial(response) as RpcResponse<typeof rpc>;
  };
}

/** A diagnostic in one line: `error: summary; detail @ path`. */
export function text({ severity, summary, detail, attribute }: Diagnostic): string {
  const steps = attribute?.steps.map(({ selector }) => String(selector?.value)) ?? [];
  const where = steps.length > 0 ? ` @ ${steps.join('.')}` : '';
  return `${severity === Diagnostic_Severity.ERROR ? 'error' : 'warning'}: ${summary}; ${detail}${where}`;
}
