import { failureOf, here, messageOf, patient } from '../cloud-of';
import { cloud, connect, links, linksRequest, tokenFor, tokens } from './log-in-fixture';

describe('the log-in with a user and a password', () => {
  const user = { userName: 'u', password: 'p w', domainName: 'd' };

  test('the log-in gives a token for the project of the region, without a lookup', async () => {
    cloud.answers.set(tokens, tokenFor('p1'));
    expect((await links(user)).projectId).toBe('p1');
    expect(cloud.calls).toEqual([tokens, 'GET /v3/p1/backups/download-file']);
    expect(cloud.last(tokens)?.query).toEqual({ nocatalog: 'true' });
    expect(cloud.last(tokens)?.body).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'u', password: 'p w', domain: { name: 'd' } } },
        },
        scope: { project: { name: 'region-1' } },
      },
    });
    expect(linksRequest()?.headers['x-auth-token']).toBe('TOKEN-p1');
  });

  test('the user and the project may be given by id', async () => {
    cloud.answers.set(tokens, tokenFor('p2'));
    await links({ userId: 'id', password: 'p', projectId: 'p2' });
    expect(cloud.last(tokens)?.body).toMatchObject({
      auth: {
        identity: { password: { user: { id: 'id', password: 'p' } } },
        scope: { project: { id: 'p2' } },
      },
    });
  });

  test('many readers cause one log-in, also if it fails', async () => {
    const one = connect(user).dds(here);
    cloud.answers.set(tokens, { status: 401, body: { error: { code: 401, message: 'wrong' } } });
    const read = () =>
      failureOf(() => one.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient));
    await Promise.all([read(), read(), read()]);
    await read();
    expect(cloud.calls).toEqual([tokens]);
  });

  test('another project is another log-in', async () => {
    cloud.answers.set(tokens, ({ body }) =>
      tokenFor(JSON.stringify(body).includes('p1') ? 'p1' : 'p2'),
    );
    const one = connect(user);
    for (const projectId of ['p1', 'p2', 'p1']) {
      await one
        .dds({ region: null, projectId })
        .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
    }
    expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(2);
  });

  test('a token is renewed before it expires', async () => {
    cloud.answers.set(tokens, tokenFor('p1', 60));
    const one = connect(user).dds(here);
    await one.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'] });
    try {
      jest.setSystemTime(Date.now() + 49 * 60_000);
      await one.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
      expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(1);
      jest.setSystemTime(Date.now() + 2 * 60_000);
      await one.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
      expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });

  test.each([
    ['behind', -5],
    ['far behind', -26 * 60],
    ['ahead', 26 * 60],
  ])('one log-in is enough for a read if the clock of the cloud is %s', async (_, minutes) => {
    const now = Date.now() + minutes * 60_000;
    const { headers, ...answer } = tokenFor('p1', minutes + 24 * 60);
    cloud.answers.set(tokens, {
      ...answer,
      headers: { ...headers, date: new Date(now).toUTCString() },
    });
    const one = connect(user).dds(here);
    await one.backups({}, patient).catch(() => undefined);
    await one.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
    expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(1);
  });

  test('one log-in is enough for a read even if the token has expired on arrival', async () => {
    cloud.answers.set(tokens, tokenFor('p1', -5));
    await links(user);
    expect(cloud.calls).toEqual([tokens, 'GET /v3/p1/backups/download-file']);
  });

  test('the error says what to check if the password is wrong', async () => {
    const error = {
      code: 401,
      message: 'The username or password is wrong.',
      title: 'Unauthorized',
    };
    cloud.answers.set(tokens, { status: 401, body: { error } });
    expect(await messageOf(() => links(user))).toMatchInlineSnapshot(`
     "password | Authentication failed
     IAM does not accept this user and password for this account and project.

     Check userName (or userId), password, domainName and projectName. Users of HUAWEI IDs, and users with multi-factor authentication, cannot log in this way: use access keys.

     401 "The username or password is wrong.": HTTP 401, no request ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('the error says how to set the account if there is none', async () => {
    expect(await messageOf(() => links({ userName: 'u', password: 'p' }))).toMatchInlineSnapshot(`
     "domainName | Incomplete credentials
     The name of a user is unique only within an account. Set domainName, or domainId."
    `);
  });

  test('an answer without a token is an error', async () => {
    cloud.answers.set(tokens, { status: 201 });
    expect(await messageOf(() => links(user))).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer to the log-in contains no token.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 201, no request ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });
});
