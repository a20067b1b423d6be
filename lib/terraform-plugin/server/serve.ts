import type { DescService } from '@bufbuild/protobuf';
import type { Handlers } from './handlers';
import type { Logger } from './logger';

export interface ServeOptions<S extends DescService> {
  /** The plugin's service, as generated. */
  readonly service: S;
  readonly handlers: Handlers<S>;
  /** The major version of the plugin protocol that `service` belongs to, for Terraform 5 or 6. */
  readonly protocolVersion: number;
  readonly log: Logger;
  /**
   * For a debugger: serve without being started by an engine, print what to put into
   * TF_REATTACH_PROVIDERS, and live until interrupted. `source` is the provider's address,
   * for example `registry.terraform.io/hashicorp/null`.
   */
  readonly reattach?: { readonly source: string };
}

/**
 * Lives the life of a go-plugin process: greets the engine that started it, serves its calls, and
 * resolves with the exit code once it should end. Then call `process.exit` with it: whatever still holds
 * the event loop (an idle connection, say) must not delay the engine.
 */
export async function serve<S extends DescService>(options: ServeOptions<S>): Promise<number> {
  await Promise.resolve();
  throw new Error(`not yet: ${options.service.typeName}`);
}
