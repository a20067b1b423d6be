import { ProviderProcess } from '../../lib/terraform-plugin/testing/provider-process';
import { afterTest } from '../after-test';
import { providerExecutable } from './shipped-package';

/** Starts the packed provider; it ends after the test. */
export async function startedProvider(env: NodeJS.ProcessEnv = {}): Promise<ProviderProcess> {
  const provider = await ProviderProcess.start(providerExecutable, env);
  afterTest(() => provider.end());
  return provider;
}
