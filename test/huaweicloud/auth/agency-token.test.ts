import { failureOf, messageOf, patient } from '../cloud-of';
import { cloud, connect, keys, links, linksRequest, tokenFor, tokens } from './log-in-fixture';

describe('an agency by the older settings', () => {
  const legacy = { agencyName: 'a', agencyDomainName: 'd', delegatedProject: 'region-1' };

  test('the log-in gives a token for the delegated project', async () => {
    cloud.answers.set(tokens, tokenFor('delegated'));
    expect((await links({ ...keys, domainId: 'own', ...legacy })).projectId).toBe('delegated');
    const request = cloud.last(tokens);
    expect(request?.query).toEqual({ nocatalog: 'true' });
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

  test('the project of a location counts more than the delegated project', async () => {
    const account = connect({ ...keys, ...legacy });
    cloud.answers.set(tokens, tokenFor('p1'));
    await account
      .dds({ region: null, projectId: 'p1' })
      .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
    expect(cloud.last(tokens)?.body).toMatchObject({ auth: { scope: { project: { id: 'p1' } } } });
  });

  test('the delegated project counts more than a project of the own account', async () => {
    cloud.answers.set(tokens, tokenFor('delegated'));
    const { projectId } = await links({ ...keys, ...legacy }, { HW_PROJECT_ID: 'own' });
    expect(projectId).toBe('delegated');
  });

  test('the log-in is another one for each project, as the token is good for one only', async () => {
    const account = connect({ ...keys, agencyName: 'a', agencyDomainName: 'd' });
    for (const projectId of ['p1', 'p2', 'p1']) {
      cloud.answers.set(tokens, tokenFor(projectId));
      const dds = account.dds({ region: null, projectId });
      await dds.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
      expect(linksRequest()?.headers).toMatchObject({ 'x-auth-token': `TOKEN-${projectId}` });
    }
    expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(2);
  });

  test('a project that the agency cannot be used for does not stop another one', async () => {
    const account = connect({ ...keys, agencyName: 'a', agencyDomainName: 'd' });
    const read = (projectId: string) =>
      account
        .dds({ region: null, projectId })
        .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
    cloud.answers.set(tokens, { status: 404, body: { error: { code: 404, message: 'no' } } });
    expect((await failureOf(() => read('p1'))).setting).toBe('agencyName');
    cloud.answers.set(tokens, tokenFor('p2'));
    expect((await read('p2')).projectId).toBe('p2');
  });

  test('the error names the missing half', async () => {
    expect(await messageOf(() => links({ ...keys, agencyName: 'a' }))).toMatchInlineSnapshot(`
     "agencyDomainName | Incomplete agency
     agencyName and agencyDomainName go together. Set agencyDomainName."
    `);
  });

  test('the error says what to check if the agency cannot be used', async () => {
    cloud.answers.set(tokens, { status: 404, body: { error: { code: 404, message: 'no' } } });
    expect(await messageOf(() => links({ ...keys, ...legacy }))).toMatchInlineSnapshot(`
     "agencyName | Authentication failed
     The agency "a" of the account "d" cannot be used: it does not exist, or it is not delegated to the account of these credentials.

     Check agencyName, agencyDomainName and delegatedProject; the user needs the permission "Agent Operator", and domainId or domainName must name the user's own account.

     404 "no": HTTP 404, no request ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });
});
