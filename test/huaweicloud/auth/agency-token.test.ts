import { messageOf } from '../cloud-of';
import { cloud, keys, links, tokenFor, tokens } from './log-in-fixture';

describe('agencies by their older arguments', () => {
  const legacy = { agencyName: 'a', agencyDomainName: 'd', delegatedProject: 'region-1' };

  test('lead to a token for the delegated project', async () => {
    cloud.answers.set(tokens, tokenFor('delegated'));
    expect((await links({ ...keys, domainId: 'own', ...legacy })).projectId).toBe('delegated');
    const request = cloud.last(tokens);
    expect(request?.headers).toMatchObject({ 'x-domain-id': 'own' });
    expect(request?.body).toEqual({
      auth: {
        identity: {
          methods: ['assume_role'],
          assume_role: { domain_name: 'd', xrole_name: 'a' },
        },
        scope: { project: { name: 'region-1', domain: { name: 'd' } } },
      },
    });
  });

  test('half of them', async () => {
    expect(await messageOf(() => links({ ...keys, agencyName: 'a' }))).toMatchInlineSnapshot(`
     "agency_domain_name | Incomplete agency
     agency_name and agency_domain_name go together. Set agency_domain_name or OS_AGENCY_DOMAIN_NAME."
    `);
  });

  test('not entrusted', async () => {
    cloud.answers.set(tokens, { status: 404, body: { error: { code: 404, message: 'no' } } });
    expect(await messageOf(() => links({ ...keys, ...legacy }))).toMatchInlineSnapshot(`
     "agency_name | Authentication failed
     The agency "a" of the account "d" cannot be used: it does not exist, or it is not entrusted to these credentials.

     Check agency_name, agency_domain_name and delegated_project; the user needs the permission "Agent Operator", and the arguments domain_id or domain_name name its own account.

     404 "no": HTTP 404, no request id, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });
});
