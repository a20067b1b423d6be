import { Cloud } from '../../../lib/huaweicloud/cloud';
import { messageOf, patient } from '../cloud-of';
import { cloud, keys, links, linksRequest } from './log-in-fixture';

describe('a ready token', () => {
  test('the token is sent, and its project is looked up with it', async () => {
    expect((await links({ token: 'TOKEN' })).projectId).toBe('looked-up');
    expect(cloud.arrived.map(({ headers }) => headers['x-auth-token'])).toEqual(['TOKEN', 'TOKEN']);
  });

  test('the token takes precedence over a key pair', async () => {
    await links({ token: 'TOKEN', ...keys });
    expect(linksRequest()?.headers).not.toHaveProperty('authorization');
  });

  test('the token cannot be used in another region', async () => {
    const dds = new Cloud({ token: 'TOKEN', region: 'region-1' }).dds({
      region: 'region-2',
      projectId: null,
    });
    expect(
      await messageOf(() => dds.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient)),
    ).toMatchInlineSnapshot(`
     "region | Region and token do not match
     A token is valid for one region, so it cannot be used in "region-2".

     Use separate settings for that region, with its own region and token; or a key pair, which is valid for all regions."
    `);
  });
});

describe('temporary keys', () => {
  test('the keys are sent with their security token', async () => {
    await links({ ...keys, securityToken: 'ST' });
    expect(linksRequest()?.headers['x-security-token']).toBe('ST');
  });
});
