import { refuse } from '../server/go-plugin/handshake';
import { writeOutput } from '../server/go-plugin/output';
import { describeFailure } from '../server/log/failure';
import { createLogger } from '../server/log/logger';
import { leave } from '../server/process/leave';
import { servePlugin, type ServeOptions } from '../server/serve-plugin';
import { type Provider } from './provider';

/** A provider whose code is loaded when it is needed: every plan starts several processes of a provider. */
export interface LoadableProvider {
  /** The source of the provider. */
  readonly source: string;
  load(): Promise<Provider>;
  /**
   * What `encodedSchemas` gives for the provider, prepared by a build. The first process of a plan is asked for nothing
   * else, and then does not load the provider. @default - made from the provider
   */
  schemas?(): Promise<Uint8Array>;
}

const GET_SCHEMAS = '/tfplugin6.Provider/GetProviderSchema';

/**
 * Makes this process the executable of a provider, and ends it when the work is done.
 *
 * Started by an engine, without arguments, it serves the provider. `schema` prints the schemas. `-debug` serves until
 * interrupted and prints what an engine needs to use this very process, for a debugger.
 */
export function serve(
  provider: Provider | LoadableProvider,
  args: readonly string[] = process.argv.slice(2),
): void {
  void run('load' in provider ? provider : loaded(provider), args).then(leave);
}

/** What `LoadableProvider.schemas` is to give for a provider. */
export async function encodedSchemas(provider: Provider): Promise<Uint8Array> {
  const { schemasAnswer } = await import('./provider-server');
  return schemasAnswer(provider);
}

function loaded(provider: Provider): LoadableProvider {
  return { source: provider.source, load: () => Promise.resolve(provider) };
}

/** Returns the exit code. */
async function run(provider: LoadableProvider, args: readonly string[]): Promise<number> {
  const { source } = provider;
  const name = source.slice(source.lastIndexOf('/') + 1);
  const usage = `Usage: terraform-provider-${name} [-debug | schema]. Terraform and OpenTofu start it without an argument.`;
  if (args.length === 0) return serveEngine(provider, name, {});
  // As Go's programs take flags, with one dash or two.
  switch (args.join(' ').replace(/^--?/, '')) {
    case 'debug':
      return serveEngine(provider, name, { reattach: { source } });
    case 'schema':
      return printSchemas(provider, name);
    case 'help':
    case 'h':
      writeOutput(`${usage}\n`, process.env);
      return 0;
    default:
      refuse(`There is no argument ${JSON.stringify(args.join(' '))}. ${usage}`, process.env);
      return 2;
  }
}

async function printSchemas(provider: LoadableProvider, name: string): Promise<number> {
  try {
    const { schemaJson } = await import('./schema-json');
    const schemas = schemaJson(await provider.load());
    writeOutput(`${JSON.stringify(schemas, undefined, 2)}\n`, process.env);
    return 0;
  } catch (error) {
    refuse(`terraform-provider-${name} cannot be loaded: ${describeFailure(error)}`, process.env);
    return 1;
  }
}

function serveEngine(
  provider: LoadableProvider,
  module: string,
  options: Pick<ServeOptions<never>, 'reattach'>,
): Promise<number> {
  const log = createLogger({ module });
  const schemas = provider.schemas?.bind(provider);
  return servePlugin({
    ...(schemas !== undefined && { prepared: new Map([[GET_SCHEMAS, schemas]]) }),
    load: async () => {
      const { providerServer } = await import('./provider-server');
      return providerServer(await provider.load(), log);
    },
    protocolVersion: 6,
    log,
    ...options,
  });
}
