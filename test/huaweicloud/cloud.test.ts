import { createServer } from 'node:net';
import { Cloud } from '../../lib/huaweicloud/cloud';
import { type GivenSettings } from '../../lib/huaweicloud/settings/settings';
import { AMBIGUOUS_REGION } from '../../lib/simulator/iam/sample-people';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { unresolvableHost } from '../unresolvable-host';
import { cloudOf, failureOf, here, messageOf, patient } from './cloud-of';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

let others: Simulator[] = [];

/** A simulator of one test's own. */
async function freshSimulator(): Promise<Simulator> {
  const fresh = await startSimulator();
  others.push(fresh);
  return fresh;
}

afterEach(async () => {
  await Promise.all(others.map((other) => other.close()));
  others = [];
});

function links(cloud: Cloud, where = here as Parameters<Cloud['dds']>[0]) {
  const { id, instanceId } = simulator.backups.replicaSet;
  return cloud.dds(where).backupDownloadLinks({ instanceId, backupId: id }, patient);
}

const linksWith = (settings: GivenSettings) => links(cloudOf(simulator, settings));

describe('settings', () => {
  test('given settings take precedence over the environment', async () => {
    const env = { HW_REGION_NAME: 'nowhere', HW_ACCESS_KEY: 'other' };
    const { region } = simulator;
    const { accessKey } = simulator.credentials;
    const cloud = cloudOf(simulator, { region, accessKey }, { env });
    expect((await links(cloud)).region).toBe(region);
  });

  test('variables of the other names are read as well', async () => {
    const { accessKey, secretKey } = simulator.credentials;
    const cloud = new Cloud(
      { endpoints: simulator.endpoints },
      {
        env: {
          OS_REGION_NAME: simulator.region,
          OS_ACCESS_KEY: accessKey,
          OS_SECRET_KEY: secretKey,
          HW_SECRET_KEY: '',
        },
      },
    );
    expect((await links(cloud)).projectId).toBe(simulator.projectId);
  });

  test.each<[string, GivenSettings]>([
    ['half a key pair', { accessKey: 'AK' }],
    ['the other half', { secretKey: 'SK' }],
    ['a security token alone', { securityToken: 'ST' }],
    ['a key with a line break', { accessKey: 'AK\n', secretKey: 'SK' }],
    ['endpoint that is no URL', { endpoints: { dds: 'http://' } }],
    ['endpoint with a query', { endpoints: { iam: 'https://iam.example.com/?a=b' } }],
    ['endpoint of another kind', { endpoints: { dds: 'httpx://dds.example.com' } }],
    ['IAM address that is no URL', { authUrl: 'https://iam example com' }],
    ['region that cannot be one', { region: 'cn-north-4.evil.com/' }],
    ['cloud that is no domain', { cloud: 'https://a/b' }],
    ['signing algorithm', { signingAlgorithm: 'HmacSM3' }],
    ['negative retries', { maxRetries: -1 }],
    ['request timeout', { requestTimeout: 'soon' }],
  ])('%s', async (_, settings) => {
    expect(await messageOf(() => new Cloud(settings))).toMatchSnapshot();
  });

  test('the error names a variable that cannot be used', async () => {
    const env = { HW_INSECURE: 'perhaps' };
    expect(await messageOf(() => new Cloud({}, { env }))).toMatchInlineSnapshot(`
     "insecure | Setting insecure cannot be used
     "perhaps" is neither true nor false. It comes from the environment variable HW_INSECURE."
    `);
  });

  test.each(['falsehood', 'truely', '10', '-', 'no'])('%s is no flag', async (HW_INSECURE) => {
    expect(await messageOf(() => new Cloud({}, { env: { HW_INSECURE } }))).toContain(
      `"${HW_INSECURE}" is neither true nor false.`,
    );
  });

  test('the error says how to set the region', async () => {
    expect(await messageOf(() => links(new Cloud({ accessKey: 'AK', secretKey: 'SK' }))))
      .toMatchInlineSnapshot(`
     "region | No region
     Set region to the region of the instance, for example "eu-west-101"."
    `);
  });

  test('the error says how to set credentials', async () => {
    const env = { HW_METADATA_DISABLED: 'true' };
    expect(await messageOf(() => links(new Cloud({ region: 'cn-north-4' }, { env }))))
      .toMatchInlineSnapshot(`
     "accessKey | No credentials
     Set accessKey, and secretKey, to a key pair.

     Other ways to log in: token, userName and password, profile, assumeRoleWithOidc; on an ECS its agency, unless HW_METADATA_DISABLED is true."
    `);
  });
});

describe('credentials', () => {
  test('the error says so if the access key is unknown', async () => {
    const { secretKey } = simulator.credentials;
    expect(await messageOf(() => linksWith({ accessKey: 'UNKNOWNKEY', secretKey })))
      .toMatchInlineSnapshot(`
     "accessKey | Authentication failed
     The access key does not exist, is disabled, or was temporary and has expired.

     Check accessKey, and securityToken if the keys are temporary.

     APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects"
    `);
  });

  test('the error says so if the secret key is wrong, without the signature', async () => {
    const strict = await freshSimulator();
    const cloud = cloudOf(strict, { secretKey: 'not-the-secret' });
    expect(await messageOf(() => links(cloud))).toMatchInlineSnapshot(`
     "secretKey | Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secretKey. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects"
    `);
  });

  test('the error names the measured offset of a wrong clock', async () => {
    const late = await freshSimulator();
    late.advance(23 * 60_000);
    expect(await messageOf(() => links(cloudOf(late)))).toMatchInlineSnapshot(`
     "- | Authentication failed
     The date of the signature is too far from the time of the cloud. The clock of this machine is 23 minutes behind the clock of the cloud.

     Set the clock of this machine (for example with NTP): the cloud accepts a difference of 15 minutes at most.

     APIGW.0303 "Incorrect app authentication information: signature expired, signature time:TIME,server time:TIME": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects"
    `);
  });

  test('the error says so if the key is locked after too many failures', async () => {
    const strict = await freshSimulator();
    for (let failures = 0; failures < 5; failures += 1) {
      await failureOf(() => links(cloudOf(strict, { secretKey: 'not-the-secret' })));
    }
    expect(await messageOf(() => links(cloudOf(strict)))).toMatchInlineSnapshot(`
     "accessKey | Authentication failed
     The key pair is locked: it failed too often in a row.

     Correct secretKey, wait five minutes, then run again.

     APIGW.0301 "Incorrect IAM authentication information: AK access failed to reach the limit,forbidden.": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects"
    `);
  });

  test('the error says so if the token is not valid', async () => {
    const token = 'not-a-token-at-all';
    expect(await messageOf(() => linksWith({ token, projectId: simulator.projectId })))
      .toMatchInlineSnapshot(`
     "token | Authentication failed
     The cloud does not accept the token: it has expired, is damaged or belongs to another project.

     Get a new token for this region and project.

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });
});

describe('projects', () => {
  test('an explicit project is not looked up', async () => {
    const fresh = await freshSimulator();
    const { projectId } = await links(cloudOf(fresh, { projectId: fresh.projectId }));
    expect(projectId).toBe(fresh.projectId);
    expect(fresh.requestCount({ action: 'KeystoneListProjects' })).toBe(0);
  });

  test('many readers at once cause one lookup', async () => {
    const fresh = await freshSimulator();
    const cloud = cloudOf(fresh);
    await Promise.all(Array.from({ length: 20 }, () => links(cloud)));
    expect(fresh.requests.map(({ action }) => action)).toEqual([
      'KeystoneListProjects',
      ...Array.from({ length: 20 }, () => 'ShowBackupDownloadLink'),
    ]);
  });

  test('a lookup that cannot succeed is made once', async () => {
    const fresh = await freshSimulator();
    const cloud = cloudOf(fresh, { region: 'unknown-region-1' });
    await failureOf(() => links(cloud));
    await failureOf(() => links(cloud));
    expect(fresh.requests).toHaveLength(1);
  });

  test('the error names the project that is not found', async () => {
    expect(await messageOf(() => linksWith({ region: 'unknown-region-1' }))).toMatchInlineSnapshot(`
     "region | Project not found
     These credentials see no project "unknown-region-1" at 127.0.0.1:PORT.

     Check region: each region has a project with the name of the region. Otherwise set projectId to the ID that the console shows under "My Credentials"."
    `);
  });

  test('the error lists several projects of one name', async () => {
    expect(await messageOf(() => linksWith({ region: AMBIGUOUS_REGION }))).toMatchInlineSnapshot(`
     "projectId | Several projects found
     2 projects have the name "ambiguous-region-1": 890d7c94eea72412e90ff513485e55c2, 9db7f61cf740d1a49edb26815f61d61b.

     Set projectId to one of them."
    `);
  });

  test('the error says so if the project belongs to another account', async () => {
    const projectId = simulator.people.projects.foreign.id;
    expect(await messageOf(() => linksWith({ projectId }))).toMatchInlineSnapshot(`
     "projectId | Project cannot be used
     The project ID is wrong or cannot be used with these credentials in this region.

     Check projectId and region: each region has its own projects.

     DBS.280408 "Invalid project ID.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/047bdaa2d64888740048b9fc30e184e8/backups/download-file"
    `);
  });

  test('the region and the project of a call take precedence over those of the settings', async () => {
    const { otherRegion } = simulator.people.projects;
    const { id, instanceId } = simulator.backups.otherRegion;
    const location = { region: otherRegion.name, projectId: otherRegion.id };
    const settings = { region: otherRegion.name, projectId: 'other' };
    const dds = cloudOf(simulator, settings).dds(location);
    const { region, projectId } = await dds.backupDownloadLinks(
      { instanceId, backupId: id },
      patient,
    );
    expect({ region, projectId }).toEqual(location);
  });

  test('another region has another project, which is looked up by its name', async () => {
    const fresh = await freshSimulator();
    const { otherRegion } = fresh.people.projects;
    const settings = { endpoints: {}, cloud: unresolvableHost, projectId: 'own' };
    const where = { region: otherRegion.name, projectId: null };
    const { detail } = await failureOf(() => links(cloudOf(fresh, settings), where));
    expect(fresh.requests.map(({ query }) => query)).toEqual([{ name: otherRegion.name }]);
    expect(detail).toContain(`dds.${otherRegion.name}.${unresolvableHost}:443 cannot be found`);
  });

  test('another region than that of the endpoint is refused', async () => {
    const where = { region: 'eu-west-101', projectId: null };
    expect(await messageOf(() => links(cloudOf(simulator), where))).toMatchInlineSnapshot(`
     "region | Region and endpoint do not match
     endpoints.dds is the address of another region, so "eu-west-101" cannot be reached through it.

     Use separate settings for that region, with its own region and endpoints."
    `);
  });
});

describe('connections', () => {
  /** A port at which nothing listens. */
  async function deafPort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  test('the error names the address if nothing listens there', async () => {
    const dds = `http://127.0.0.1:${await deafPort()}`;
    const projectId = 'p';
    expect(await messageOf(() => linksWith({ endpoints: { dds }, projectId })))
      .toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     127.0.0.1:PORT refuses the connection: nothing listens there. (ECONNREFUSED)

     Check region, and endpoints, authUrl and cloud if they are set."
    `);
  });

  test('the error names a host that cannot be resolved', async () => {
    const endpoints = { dds: unresolvableHost };
    const said = await messageOf(() => linksWith({ endpoints, projectId: 'p' }));
    expect(said.replace(unresolvableHost, 'UNRESOLVABLE-HOST')).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     UNRESOLVABLE-HOST:443 cannot be found: its name cannot be resolved. (ENOTFOUND)

     Check region, and endpoints, authUrl and cloud if they are set. Also check that this machine is online. Some regions have no IAM host of their own: there, set authUrl to https://iam.myhuaweicloud.com/v3."
    `);
  });

  test('the error says so if the address does not support TLS', async () => {
    const dds = simulator.url.replace('http:', 'https:');
    expect(await messageOf(() => linksWith({ endpoints: { dds }, projectId: 'p' })))
      .toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     No secure connection to 127.0.0.1:PORT could be negotiated; it may not support TLS at all. (EPROTO)

     Check region, and endpoints, authUrl and cloud if they are set. The address of a plain HTTP server starts with http://."
    `);
  });

  test('the error says so if there is no answer in time', async () => {
    const fresh = await freshSimulator();
    fresh.inject({ fault: { kind: 'hang' } });
    const cloud = cloudOf(fresh, { requestTimeout: '200ms' });
    expect(await messageOf(() => links(cloud))).toMatchInlineSnapshot(`
     "authUrl | Huawei Cloud does not answer
     127.0.0.1:PORT gave no complete answer within 0.2 s. (ETIMEDOUT)

     Check the network and any proxy in between; requestTimeout sets how long one request may take."
    `);
  });

  test('an interrupted wait ends at once', async () => {
    const fresh = await freshSimulator();
    fresh.inject({ fault: { kind: 'hang' } });
    const interrupt = new AbortController();
    const arrived = fresh.nextRequest({});
    const { id, instanceId } = fresh.backups.replicaSet;
    const wait = cloudOf(fresh)
      .dds(here)
      .backupDownloadLinks({ instanceId, backupId: id }, interrupt.signal);
    void arrived.then(() => interrupt.abort());
    expect(await messageOf(() => wait)).toMatchInlineSnapshot(`
     "- | Interrupted
     The operation was cancelled while waiting for GET http://127.0.0.1:PORT/v3/projects."
    `);
  });
});
