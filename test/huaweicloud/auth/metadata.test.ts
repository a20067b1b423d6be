import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { failureOf, here, messageOf } from '../cloud-of';
import { cloud, connect, keys, links, linksRequest } from './log-in-fixture';
import { credential } from './scripted-cloud';

describe('the ECS metadata', () => {
  const ids = { instanceId: 'i', backupId: 'b' };
  const getKeys = 'GET /openstack/latest/securitykey';
  const getToken = 'PUT /meta-data/latest/api/token';
  const enabled = () => ({ HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: cloud.url });

  test('the keys are read with a token', async () => {
    cloud.answers.set(getToken, { body: 'METADATA-TOKEN\n' });
    cloud.answers.set(getKeys, { ...credential('M'), status: 200 });
    await links({}, enabled());
    expect(cloud.last(getToken)?.headers['x-metadata-token-ttl-seconds']).toBe('60');
    expect(cloud.last(getKeys)?.headers['x-metadata-token']).toBe('METADATA-TOKEN');
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-M');
  });

  test.each([404, 405, 503])(
    'the keys are read without a token if the server has none (%d)',
    async (status) => {
      cloud.answers.set(getToken, { status });
      cloud.answers.set(getKeys, { ...credential('M'), status: 200 });
      await links({}, enabled());
      expect(cloud.last(getKeys)?.headers).not.toHaveProperty('x-metadata-token');
    },
  );

  test.each<[string, GivenSettings]>([
    ['keys', keys],
    ['a token', { token: 'TOKEN' }],
  ])('the metadata service is not used if %s are set', async (_, settings) => {
    await links(settings, enabled());
    expect(cloud.calls).not.toContain(getKeys);
  });

  test.each(['true', 'TRUE', '1', ' t '])('%j switches the metadata service off', async (value) => {
    const env = { ...enabled(), HW_METADATA_DISABLED: value };
    expect(await messageOf(() => links({}, env))).toContain('unless HW_METADATA_DISABLED is true');
    expect(cloud.calls).toEqual([]);
  });

  test('blanks around its address are ignored', async () => {
    cloud.answers.set(getToken, { body: 'METADATA-TOKEN' });
    cloud.answers.set(getKeys, { ...credential('M'), status: 200 });
    await links({}, { ...enabled(), HW_METADATA_ENDPOINT: ` ${cloud.url} ` });
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-M');
  });

  test('the error says so if no agency is bound to the ECS', async () => {
    cloud.answers.set(getToken, { body: 'METADATA-TOKEN' });
    cloud.answers.set(getKeys, {
      status: 401,
      body: 'Please configure Cloud Service Agency first',
    });
    expect((await messageOf(() => links({}, enabled()))).replace(/:\d+/, ':PORT'))
      .toMatchInlineSnapshot(`
     "accessKey | No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT has no keys (HTTP 401).

     Set accessKey, and secretKey; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });

  test('the error says so if the answer is too large to be read', async () => {
    cloud.answers.set(getToken, { body: 'METADATA-TOKEN' });
    cloud.answers.set(getKeys, { body: 'x'.repeat(9 * 1024 * 1024) });
    expect(await messageOf(() => links({}, enabled()))).toContain(
      'gives no answer that can be read.',
    );
  });

  test('a setting that cannot be used is told as such', async () => {
    const env = { ...enabled(), HW_METADATA_ENDPOINT: 'https://127.0.0.1:1' };
    expect(await messageOf(() => links({ cert: '/missing.pem' }, env))).toMatch(
      /^key \| Incomplete client certificate/,
    );
  });

  test('a call that is cancelled meanwhile is told as such', async () => {
    const controller = new AbortController();
    cloud.answers.set(getToken, () => {
      controller.abort();
      return { status: 404 };
    });
    const call = () => connect({}, enabled()).dds(here).backupDownloadLinks(ids, controller.signal);
    expect((await failureOf(call)).category).toBe('cancelled');
    expect(cloud.calls).toEqual([getToken]);
  });

  test('the error names the address that does not answer', async () => {
    const env = { HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: 'http://127.0.0.1:1' };
    expect(await messageOf(() => links({}, env))).toMatchInlineSnapshot(`
     "accessKey | No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT does not answer (ECONNREFUSED).

     Set accessKey, and secretKey; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });

  test('the error names the variable that does not hold an address', async () => {
    const env = { HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: 'metadata' };
    expect(await messageOf(() => links({}, env))).toMatchInlineSnapshot(`
     "accessKey | Metadata address cannot be used
     The environment variable HW_METADATA_ENDPOINT does not hold a URL; write it like "http://169.254.169.254"."
    `);
  });
});
