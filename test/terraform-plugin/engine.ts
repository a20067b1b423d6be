import { decode, encode } from '../../lib/terraform-plugin/cty/msgpack';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { type Provider } from '../../lib/terraform-plugin/framework/provider';
import { providerServer } from '../../lib/terraform-plugin/framework/provider-server';
import { type Schema, schemaType } from '../../lib/terraform-plugin/framework/schema';
import {
  Diagnostic_Severity,
  type Diagnostic,
  ProviderDefinition,
} from '../../lib/terraform-plugin/protocol/tfplugin6';
import { type Logger } from '../../lib/terraform-plugin/server/logger';

export const silent: Logger = {
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
type Rpc = keyof Rpcs;
type Request<R extends Rpc> = Parameters<Rpcs[R]['requestType']['fromPartial']>[0];
type Response<R extends Rpc> = ReturnType<Rpcs[R]['responseType']['decode']>;

/** Talks to a provider server as an engine does, without a process between them. */
export class Engine {
  private readonly handlers;

  constructor(
    private readonly served: Provider,
    /** What `validate` and `read`, or `open`, mean. */
    private readonly typeName: string,
    logger = silent,
    private readonly kind: 'data source' | 'ephemeral' = 'data source',
  ) {
    this.handlers = providerServer(served, logger);
  }

  async call<R extends Rpc>(
    rpc: R,
    request: Request<R>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Response<R>> {
    const { requestType, responseType } = ProviderDefinition.methods[rpc];
    const handler = this.handlers[rpc] as (request: unknown, context: object) => Promise<object>;
    const response = await handler(requestType.fromPartial(request), { signal });
    return responseType.fromPartial(response) as Response<R>;
  }

  /** Diagnostics of the configuration; what is left out is null. */
  async configure(config: Record<string, Value> = {}): Promise<string[]> {
    const { diagnostics } = await this.call('configureProvider', {
      terraformVersion: '1.11.4',
      config: this.dynamic(this.served.schema, config),
    });
    return diagnostics.map(text);
  }

  async validate(config: Record<string, Value>): Promise<string[]> {
    const { diagnostics } = await this.call('validateDataResourceConfig', this.request(config));
    return diagnostics.map(text);
  }

  async read(
    config: Record<string, Value>,
    signal?: AbortSignal,
  ): Promise<{ state: Value | undefined; diagnostics: string[] }> {
    const { state, diagnostics } = await this.call('readDataSource', this.request(config), signal);
    return {
      state: state && decode(state.msgpack, schemaType(this.schema)),
      diagnostics: diagnostics.map(text),
    };
  }

  async open(config: Record<string, Value>) {
    const response = await this.call('openEphemeralResource', this.request(config));
    return {
      result: response.result && decode(response.result.msgpack, schemaType(this.schema)),
      private: response.private,
      renewAt: response.renewAt,
      diagnostics: response.diagnostics.map(text),
    };
  }

  /** A request about a configuration; what is left out is null. */
  request(config: Record<string, Value>) {
    return { typeName: this.typeName, config: this.dynamic(this.schema, config) };
  }

  private get schema(): Schema {
    const { dataSources, ephemeralResources } = this.served;
    const kinds = this.kind === 'ephemeral' ? ephemeralResources : dataSources;
    const type = kinds.get(this.typeName);
    if (type === undefined) throw new Error(`no ${this.kind} ${this.typeName}`);
    return type.schema;
  }

  private dynamic(schema: Schema, config: Record<string, Value>) {
    const attributes = Object.keys(schema.attributes).map((name) => [name, config[name] ?? null]);
    const blocks = Object.entries(schema.blocks).map(([name, { nesting }]) => [
      name,
      config[name] ?? (nesting === 'list' ? [] : null),
    ]);
    const complete = Object.fromEntries([...attributes, ...blocks]) as Record<string, Value>;
    return { msgpack: encode(complete, schemaType(schema)) };
  }
}

/** A diagnostic in one line: `error: summary; detail @ path`. */
export function text({ severity, summary, detail, attribute }: Diagnostic): string {
  const steps = attribute?.steps.map(({ selector }) => String(selector?.value)) ?? [];
  const where = steps.length > 0 ? ` @ ${steps.join('.')}` : '';
  return `${severity === Diagnostic_Severity.ERROR ? 'error' : 'warning'}: ${summary}; ${detail}${where}`;
}
