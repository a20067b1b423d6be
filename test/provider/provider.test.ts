import { dds } from '../../lib/provider/provider';
import { unknown, type Value } from '../../lib/terraform-plugin/cty/value';
import { Engine } from '../../lib/terraform-plugin/testing/engine';

const keys = { region: 'eu-west-101', access_key: 'AK', secret_key: 'SK' };
const somebody = { instance_id: 'instance', backup_id: 'backup' };

async function configuredWith(config: Record<string, Value>) {
  const engine = new Engine(dds, 'dds_backup_download_links');
  expect(await engine.configure(config)).toEqual([]);
  return engine;
}

describe('the provider is configured at the first read', () => {
  test.each<[string, Record<string, Value>]>([
    ['endpoints.dds', { ...keys, endpoints: { dds: unknown, iam: 'https://iam.example' } }],
    ['endpoints.iam', { ...keys, endpoints: { dds: 'https://dds.example', iam: unknown } }],
    ['endpoints.sts', { ...keys, endpoints: { sts: unknown } }],
    ['access_key', { ...keys, access_key: unknown }],
    ['secret_key', { ...keys, secret_key: unknown }],
    ['auth_url', { ...keys, auth_url: unknown }],
    ['user_name', { ...keys, user_name: unknown }],
  ])('if %s is unknown, only a read reports it', async (name, config) => {
    const engine = await configuredWith(config);
    const { diagnostics } = await engine.read(somebody);
    expect(diagnostics.join()).toMatch(`not been created yet: ${name}.`);
  });
});

describe('the provider is configured at once', () => {
  test.each<[string, Record<string, Value>]>([
    ['enterprise_project_id', { enterprise_project_id: unknown }],
    ['signing_algorithm', { signing_algorithm: unknown }],
    ['skip_check_website_type', { skip_check_website_type: unknown }],
    ['skip_check_upgrade', { skip_check_upgrade: unknown }],
    ['enable_force_new', { enable_force_new: unknown }],
    ['the endpoint of a service that is not used', { endpoints: { obs: unknown } }],
  ])('if %s is unknown, which has no effect', async (_, config) => {
    const engine = await configuredWith({ ...keys, ...config });
    const { diagnostics } = await engine.read(somebody, AbortSignal.abort());
    expect(diagnostics.join()).toContain('Interrupted');
  });
});
