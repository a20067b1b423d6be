import { dds } from '../../lib/provider/provider';
import { type Simulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { Engine } from '../terraform-plugin/engine';

/** An engine that has configured the provider to talk to the cloud. */
export async function configuredEngine(
  cloud: Simulator,
  typeName: string,
  settings: Record<string, Value> = {},
): Promise<Engine> {
  const engine = new Engine(dds, typeName);
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
