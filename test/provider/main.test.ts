import path from 'node:path';
import { createCertificate } from '../../lib/terraform-plugin/server/grpc/certificate';
import { pathOf } from '../../lib/terraform-plugin/server/grpc/handlers';
import { Engine } from '../../lib/terraform-plugin/testing/engine';
import { ENGINE_ENVIRONMENT } from '../../lib/terraform-plugin/testing/engine-environment';
import { ProviderDefinition } from '../../lib/terraform-plugin/testing/protocol/tfplugin6';
import { providerFolder } from '../shipped/shipped-package';
import { Workshop } from '../terraform-plugin/server/started-provider';
import { folderWithout, providerWithout } from './provider-without';

const packed = path.join(providerFolder, 'terraform-provider-dds');
const workshop = new Workshop();
afterAll(() => workshop.close());

describe.each([
  ['with mutual TLS', createCertificate()],
  ['without TLS', undefined],
])('the packed provider %s', (_, certificate) => {
  test('it answers every RPC, also one without a message', async () => {
    const provider = workshop.start(packed, {
      ...ENGINE_ENVIRONMENT,
      ...(certificate && { PLUGIN_CLIENT_CERT: certificate.cert }),
    });
    const client = await provider.connect(certificate);
    for (const method of Object.values(ProviderDefinition.methods)) {
      const { done } = client.begin(pathOf(ProviderDefinition, method), new Uint8Array());
      await expect(done).resolves.toBeInstanceOf(Buffer);
    }
    client.close();
  });
});

test('a process that lacks what answers calls fails, and says which file is missing', async () => {
  const provider = path.join(folderWithout('connection.cjs'), 'provider.cjs');
  const process = workshop.start(provider, ENGINE_ENVIRONMENT);
  expect(await process.ended).toEqual({ code: 1, signal: null });
  expect(process.stdout).toMatch(/^1\|6\|unix\|.*\n.*Cannot find module .*connection\.cjs/);
  expect(process.stderr).toBe('');
});

test('a process that only validates does without the client for the cloud', async () => {
  const provider = await providerWithout('cloud.cjs');
  const engine = new Engine(provider.call, 'dds_backups');

  expect(await engine.validate({ backup_type: 'Weekly' })).toEqual([
    expect.stringContaining('backup_type'),
  ]);
  expect(await engine.configure({ access_key: 'key', secret_key: 'secret' })).toEqual([
    expect.stringContaining('The provider failed'),
  ]);
  expect(JSON.stringify(await provider.end())).toContain('Module._resolveFilename');
});

test('the provider prints its schemas', async () => {
  const provider = workshop.start(packed, {}, 'schema');
  await provider.ended;
  const { provider_schemas } = JSON.parse(provider.stdout) as { provider_schemas: object };
  expect(Object.keys(provider_schemas)).toEqual(['terraform.internal/huaweicloud/dds']);
});

test('the provider says what it is if it is started by hand', async () => {
  const provider = workshop.start(packed, {});
  expect((await provider.ended).code).toBe(1);
  expect(provider.stderr).toMatchInlineSnapshot(`
   "This is a Terraform provider. It is not meant to be started by hand: terraform or tofu starts it when a configuration needs it (plan, apply).
   "
  `);
});
