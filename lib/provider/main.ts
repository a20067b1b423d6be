/** The executable `terraform-provider-dds`. */
// Not by the front door, through which comes all that defines a provider: the start of a process needs none of it.
import { serve } from '../terraform-plugin/framework/serve';
import { source } from './source';

serve({
  source,
  load: async () => (await import('./provider')).dds,
  schemas: async () => (await import('./schemas')).schemas(),
});
