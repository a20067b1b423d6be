import { create, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import { decode, encode } from '../../../lib/terraform-plugin/cty/msgpack';
import { type Value } from '../../../lib/terraform-plugin/cty/value';
import {
  computed,
  optional,
  optionalAndComputed,
  required,
} from '../../../lib/terraform-plugin/framework/attribute';
import { conflicting } from '../../../lib/terraform-plugin/framework/constraints';
import { dataSource } from '../../../lib/terraform-plugin/framework/data-source';
import { provider, type Provider } from '../../../lib/terraform-plugin/framework/provider';
import { providerServer } from '../../../lib/terraform-plugin/framework/provider-server';
import { type RequestContext } from '../../../lib/terraform-plugin/framework/request';
import { blockList, type Schema, schemaType } from '../../../lib/terraform-plugin/framework/schema';
import {
  Diagnostic_Severity,
  type Diagnostic,
  Provider as Service,
} from '../../../lib/terraform-plugin/protocol/tfplugin6_pb';
import { type Logger } from '../../../lib/terraform-plugin/server/logger';

export interface Client {
  readonly greeting: string;
}

type Read = (name: string, context: RequestContext<Client>) => Promise<string | null>;

/** A provider with one data source, `sample_greeting`, whose answer `read` gives. */
export function sampleProvider(
  read: Read = (name, { client }) => Promise.resolve(`${client.greeting}, ${name}`),
): Provider {
  const greeting = dataSource('sample_greeting', {
    description: 'Greets.',
    attributes: {
      name: required.string('Whom to greet.', {
        check: (name) => (name === '' ? 'It is empty.' : undefined),
      }),
      title: optional.string('A title.'),
      nickname: optional.string('In place of a title.'),
      pause: optional.duration('A pause before.', { max: '1m' }),
      loudness: optional.integer('How loud.'),
      language: optionalAndComputed.string('Language.'),
      text: computed.string('The greeting.'),
      parts: computed.list('Its parts.', {
        word: computed.string('A word.', { sensitive: true }),
        length: computed.integer('Its length.'),
      }),
    },
    constraints: [conflicting('title', 'nickname')],
    timeouts: { read: '2m' },
    async read(config, context: RequestContext<Client>) {
      const text = await read(config.name, context);
      return {
        ...config,
        language: config.language ?? 'en',
        text,
        parts: (text ?? '').split(' ').map((word) => ({ word, length: BigInt(word.length) })),
      };
    },
  });
  return provider({
    description: 'A sample.',
    attributes: {
      greeting: optional.string('How to greet.'),
      password: optional.string('A secret.', {
        sensitive: true,
        check: (value) => (value.length < 3 ? 'It is too short.' : undefined),
      }),
    },
    blocks: {
      role: blockList('A role.', { name: required.string('Its name.') }, { maximum: 2 }),
    },
    configure: ({ greeting: word }) => ({ greeting: word ?? 'Hello' }),
    dataSources: [greeting],
    diagnose: (error) =>
      error instanceof RangeError
        ? {
            severity: 'error',
            summary: 'Out of range',
            detail: error.message,
            path: [{ attribute: 'loudness' }],
          }
        : undefined,
  });
}

export const log: Logger = {
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
};

function ignore(): void {
  // nobody reads it
}

type Rpc = keyof typeof Service.method;

/** Talks to a provider server as an engine does, without a process between them. */
export class Engine {
  private readonly handlers;

  public constructor(
    private readonly served: Provider,
    logger = log,
  ) {
    this.handlers = providerServer(served, logger);
  }

  public async call<R extends Rpc>(
    rpc: R,
    request: MessageInitShape<(typeof Service)['method'][R]['input']>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<MessageShape<(typeof Service)['method'][R]['output']>> {
    const { input, output } = Service.method[rpc];
    const handler = this.handlers[rpc] as (request: unknown, context: object) => Promise<object>;
    const response = await handler(create(input, request as object), { signal });
    return create(output, response) as MessageShape<(typeof Service)['method'][R]['output']>;
  }

  /** Diagnostics of the configuration; what is left out is null. */
  public async configure(config: Record<string, Value> = {}): Promise<string[]> {
    const { diagnostics } = await this.call('configureProvider', {
      terraformVersion: '1.11.4',
      config: this.dynamic(this.served.schema, { role: [], ...config }),
    });
    return diagnostics.map(text);
  }

  public async validate(config: Record<string, Value>): Promise<string[]> {
    const { diagnostics } = await this.call('validateDataResourceConfig', this.greeting(config));
    return diagnostics.map(text);
  }

  public async read(
    config: Record<string, Value>,
    signal?: AbortSignal,
  ): Promise<{ state: Value | undefined; diagnostics: string[] }> {
    const { state, diagnostics } = await this.call('readDataSource', this.greeting(config), signal);
    return {
      state: state && decode(state.msgpack, schemaType(this.schema)),
      diagnostics: diagnostics.map(text),
    };
  }

  private greeting(config: Record<string, Value>) {
    return { typeName: 'sample_greeting', config: this.dynamic(this.schema, config) };
  }

  private get schema(): Schema {
    const source = this.served.dataSources.get('sample_greeting');
    if (source === undefined) throw new Error('the sample has one data source');
    return source.schema;
  }

  private dynamic(schema: Schema, config: Record<string, Value>) {
    const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks)];
    const complete = Object.fromEntries(names.map((name) => [name, config[name] ?? null]));
    return { msgpack: encode(complete, schemaType(schema)) };
  }
}

/** A diagnostic in one line: `error: summary; detail @ path`. */
export function text({ severity, summary, detail, attribute }: Diagnostic): string {
  const steps = attribute?.steps.map(({ selector }) => String(selector.value)) ?? [];
  const where = steps.length > 0 ? ` @ ${steps.join('.')}` : '';
  return `${severity === Diagnostic_Severity.ERROR ? 'error' : 'warning'}: ${summary}; ${detail}${where}`;
}
