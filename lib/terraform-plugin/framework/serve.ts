import { ProviderDefinition } from '../protocol/tfplugin6';
import { refuse } from '../server/handshake';
import { leave } from '../server/leave';
import { createLogger } from '../server/logger';
import { writeOutput } from '../server/output';
import { servePlugin, type ServeOptions } from '../server/serve-plugin';
import { type Provider } from './provider';
import { providerServer } from './provider-server';
import { schemaJson } from './schema-json';

/**
 * Makes this process the executable of a provider, and ends it when the work is done.
 *
 * Started by an engine, without arguments, it serves the provider. `schema` prints the schemas. `-debug` serves until
 * interrupted and prints what an engine needs to use this very process, for a debugger.
 */
export function serve(provider: Provider, args = process.argv.slice(2)): void {
  void run(provider, args).then(leave);
}

/** Returns the exit code. */
async function run(provider: Provider, args: readonly string[]): Promise<number> {
  const { source } = provider;
  const name = source.slice(source.lastIndexOf('/') + 1);
  const usage = `Usage: terraform-provider-${name} [-debug | schema]. Terraform and OpenTofu start it without an argument.`;
  if (args.length === 0) return serveEngine(provider, name, {});
  // As Go's programs take flags, with one dash or two.
  switch (args.join(' ').replace(/^--?/, '')) {
    case 'debug':
      return serveEngine(provider, name, { reattach: { source } });
    case 'schema':
      writeOutput(`${JSON.stringify(schemaJson(provider), undefined, 2)}\n`, process.env);
      return 0;
    case 'help':
    case 'h':
      writeOutput(`${usage}\n`, process.env);
      return 0;
    default:
      refuse(`There is no argument ${JSON.stringify(args.join(' '))}. ${usage}`, process.env);
      return 2;
  }
}

function serveEngine(
  provider: Provider,
  module: string,
  options: Pick<ServeOptions<ProviderDefinition>, 'reattach'>,
): Promise<number> {
  const log = createLogger({ module });
  return servePlugin({
    service: ProviderDefinition,
    handlers: providerServer(provider, log),
    protocolVersion: 6,
    log,
    ...options,
  });
}
