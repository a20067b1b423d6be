/** The executable `terraform-provider-dds`. */
import { serve } from '../terraform-plugin';
import { source } from './source';

serve({
  source,
  load: async () => (await import('./provider')).dds,
  schemas: async () => (await import('./schemas')).schemas(),
});
