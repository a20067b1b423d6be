import { TerraformStack, Testing } from 'cdktf';
import { DdsProvider } from '../../lib';
import { SIMILAR_SERVICES } from '../../lib/constructs/private/checks/endpoint-names';
import { endpointKeys, similarServices } from '../../lib/huaweicloud/settings/endpoints';
import { dds } from '../../lib/provider/provider';
import { Engine } from '../../lib/terraform-plugin/testing/engine';

const address = 'https://service.example.com';

function inConstructs(names: readonly string[]): () => unknown {
  const endpoints = Object.fromEntries(names.map((name) => [name, address]));
  return () => new DdsProvider(new TerraformStack(Testing.app(), 'stack'), 'dds', { endpoints });
}

async function inProvider(names: readonly string[]): Promise<string[]> {
  const endpoints = Object.fromEntries(names.map((name) => [name, address]));
  const keys = { region: 'eu-west-101', access_key: 'AK', secret_key: 'SK' };
  return new Engine(dds, 'dds_backups').configure({ ...keys, endpoints });
}

test.each([
  ['ddss', 'dds'],
  ['dsd', 'dds'],
  ['ds', 'dds'],
  ['DDS', 'dds'],
  ['ddsv3', 'ddsv31'],
  ['aim', 'iam'],
  ['iamm', 'iam'],
  ['stss', 'sts'],
  ['identty', 'identity'],
  ['iamNoVersion', 'iam_no_version'],
])('the endpoint of %s is refused, since %s is meant', async (name, meant) => {
  expect(inConstructs([name, 'rds'])).toThrow(
    `stack/dds: unknown prop endpoints.${name}; did you mean endpoints.${meant}?`,
  );
  expect(await inProvider([name, 'rds'])).toEqual([
    `error: Invalid value of "endpoints"; "${name}" is not a service. Did you mean "${meant}"? @ endpoints`,
  ]);
});

test.each([
  ['every service that is used', endpointKeys],
  ['services with similar names', similarServices],
  ['other versions of such services', ['rdsv31', 'dcsv1', 'disv3']],
  ['services with other names', ['obs', 'ecs', 'vpc', 'identitycenter', 'sfs-turbo', 'anti-ddos']],
  ['a service with a name like that of one that has an address', ['dds', 'ddss', 'ddsv3']],
])('endpoints of %s are accepted', async (_, names) => {
  expect(inConstructs(names)).not.toThrow();
  expect(await inProvider(names)).toEqual([]);
});

test('services with similar names are the same in both', () => {
  expect(SIMILAR_SERVICES).toEqual(similarServices);
});
