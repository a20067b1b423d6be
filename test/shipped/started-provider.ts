import { afterTest } from '../after-test';
import { ProviderProcess } from './provider-process';

/** Starts the packed provider; it ends after the test. */
export async function startedProvider(env: NodeJS.ProcessEnv = {}): Promise<ProviderProcess> {
  const provider = await ProviderProcess.start(env);
  afterTest(() => provider.end());
  return provider;
}
