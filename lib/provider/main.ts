/**
 * The executable `terraform-provider-dds`.
 *
 * Started by an engine it serves the provider. `schema` prints the schemas, and `debug` serves until interrupted and
 * prints what an engine needs to use this very process, for a debugger.
 */
import { setFlagsFromString } from 'node:v8';
import { providerServer } from '../terraform-plugin/framework/provider-server';
import { schemaJson } from '../terraform-plugin/framework/schema-json';
import { ProviderDefinition } from '../terraform-plugin/protocol/tfplugin6';
import { createLogger } from '../terraform-plugin/server/logger';
import { serve } from '../terraform-plugin/server/serve';
import { dds, source } from './provider';

// The HTTP parser is WebAssembly. Optimizing it in the background, for a few requests, would hold up the end of the
// process for a tenth of a second, and the engine waits for it.
setFlagsFromString('--liftoff-only');

async function main(command: string | undefined): Promise<number> {
  if (command === 'schema') {
    process.stdout.write(`${JSON.stringify(schemaJson(dds, source), undefined, 2)}\n`);
    return 0;
  }
  const log = createLogger({ module: 'dds' });
  return serve({
    service: ProviderDefinition,
    handlers: providerServer(dds, log),
    protocolVersion: 6,
    log,
    ...(command === 'debug' && { reattach: { source } }),
  });
}

void main(process.argv[2]).then((code) => process.exit(code));
