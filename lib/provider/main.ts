/**
 * The executable `terraform-provider-dds`.
 *
 * Started by an engine it serves the provider. `schema` prints the schemas, and `-debug` serves until interrupted and
 * prints what an engine needs to use this very process, for a debugger.
 */
import { providerServer } from '../terraform-plugin/framework/provider-server';
import { schemaJson } from '../terraform-plugin/framework/schema-json';
import { ProviderDefinition } from '../terraform-plugin/protocol/tfplugin6';
import { refuse } from '../terraform-plugin/server/handshake';
import { leave } from '../terraform-plugin/server/leave';
import { createLogger } from '../terraform-plugin/server/logger';
import { writeOutput } from '../terraform-plugin/server/output';
import { serve, type ServeOptions } from '../terraform-plugin/server/serve';
import { dds, source } from './provider';

const usage =
  'Usage: terraform-provider-dds [-debug | schema]. Terraform and OpenTofu start it without an argument.';

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0) return serveEngine({});
  // As Go's programs take flags, with one dash or two.
  switch (args.join(' ').replace(/^--?/, '')) {
    case 'debug':
      return serveEngine({ reattach: { source } });
    case 'schema':
      writeOutput(`${JSON.stringify(schemaJson(dds, source), undefined, 2)}\n`, process.env);
      return 0;
    case 'help':
    case 'h':
      writeOutput(`${usage}\n`, process.env);
      return 0;
    default:
      refuse(`There is no ${JSON.stringify(args.join(' '))}. ${usage}`, process.env);
      return 2;
  }
}

function serveEngine(options: Pick<ServeOptions<ProviderDefinition>, 'reattach'>): Promise<number> {
  const log = createLogger({ module: 'dds' });
  return serve({
    service: ProviderDefinition,
    handlers: providerServer(dds, log),
    protocolVersion: 6,
    log,
    ...options,
  });
}

void main(process.argv.slice(2)).then(leave);
