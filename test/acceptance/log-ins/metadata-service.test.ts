import { LogInScene } from './log-in-scene';
import { type LogIn } from './methods';

let scene: LogInScene;
beforeEach(async () => {
  scene = await LogInScene.start();
});
afterEach(() => scene.end());

describe('on an ECS the metadata service', () => {
  const onEcs = (endpoint: string): Record<string, LogIn> => ({
    ecs: {
      settings: {},
      env: { HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: endpoint },
      backup: 'single',
    },
  });

  test.each(['v1', 'v2', 'v2-required'] as const)('of kind %s gives keys', async (metadata) => {
    await scene.end();
    scene = await LogInScene.start({ metadata });
    expect(await scene.outcomes(onEcs(scene.cloud.url))).toEqual({ ecs: 'read' });
  });

  test('has nothing to give without an agency', async () => {
    await scene.end();
    scene = await LogInScene.start({ metadata: 'without-agency' });
    expect(await scene.messages(onEcs(scene.cloud.url))).toMatchInlineSnapshot(`
     "=== ecs
     No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT has no keys (HTTP 401).

     Set access_key or HW_ACCESS_KEY, and secret_key or HW_SECRET_KEY; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });

  test('gives keys that expire', async () => {
    scene.expireSessionsBeforeLinks();
    expect(await scene.messages(onEcs(scene.cloud.url))).toMatchInlineSnapshot(`
     "=== ecs
     Authentication failed
     The cloud no longer accepts the credentials from the ECS metadata: they have expired, or were revoked.

     Run again: every run logs in anew.

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('does not answer', async () => {
    expect(await scene.messages(onEcs('http://127.0.0.1:1'))).toMatchInlineSnapshot(`
     "=== ecs
     No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT does not answer (ECONNREFUSED).

     Set access_key or HW_ACCESS_KEY, and secret_key or HW_SECRET_KEY; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });

  test('does not answer in time', async () => {
    scene.cloud.inject({
      path: /^\/(meta-data|openstack)\//,
      fault: { kind: 'hang' },
      times: Infinity,
    });
    expect(await scene.messages(onEcs(scene.cloud.url))).toMatchInlineSnapshot(`
     "=== ecs
     No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT does not answer (ETIMEDOUT).

     Set access_key or HW_ACCESS_KEY, and secret_key or HW_SECRET_KEY; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });
});
