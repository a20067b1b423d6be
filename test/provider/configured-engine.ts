import { type Simulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { Engine } from '../../lib/terraform-plugin/testing/engine';
import { startedProvider } from '../shipped/started-provider';

/** An engine with the packed provider, which is not configured yet. */
export async function startedEngine(typeName: string): Promise<Engine> {
  return new Engine((await startedProvider()).call, typeName);
}

/** An engine that has configured the packed provider to talk to the cloud. */
export async function configuredEngine(
  cloud: Simulator,
  typeName: string,
  settings: Record<string, Value> = {},
): Promise<Engine> {
  const engine = await startedEngine(typeName);
  const diagnostics = await engine.configure({
    region: cloud.region,
    access_key: cloud.credentials.accessKey,
    secret_key: cloud.credentials.secretKey,
    auth_url: cloud.url,
    endpoints: { dds: cloud.url },
    ...settings,
  });
  expect(diagnostics).toEqual([]);
  return engine;
}
