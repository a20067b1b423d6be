import { AMBIGUOUS_REGION } from '../../lib/simulator/iam/sample-people';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { unresolvableHost } from '../unresolvable-host';
import { noBackup, noInstance, planned } from './planned-mistakes';
import { DdsProvider, type DdsProviderProps } from 'cdktf-huaweicloud-dds';

jest.setTimeout(180_000); // a bound against hanging, for machines that do other things as well

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('ids that cannot be ids are shown at their line', async () => {
  const { single } = cloud.backups;
  const told = await planned(cloud, (stack, links) => {
    // At synth the constructs would see them too, so they come as they do out of a variable: later.
    const late = (name: string, argument: string, value: string) => {
      links(stack, name);
      stack.addOverride(`data.dds_backup_download_links.${name}.${argument}`, value);
    };
    late('empty', 'instance_id', '');
    late('blank', 'backup_id', '  ');
    late('malformed', 'backup_id', '../etc');
    late('swapped', 'instance_id', single.id);
  });
  expect(told).toMatchInlineSnapshot(`
   {
     "blank": "Invalid value of "backup_id"
   It is empty. IDs look like "0123456789abcdef0123456789abcdefbr02".
   > "backup_id": "  ",",
     "empty": "Invalid value of "instance_id"
   It is empty. IDs look like "0123456789abcdef0123456789abcdefin02".
   > "instance_id": """,
     "malformed": "Invalid value of "backup_id"
   "../etc" cannot be the ID of a backup: an ID consists of letters, digits, "-" and "_". IDs look like "0123456789abcdef0123456789abcdefbr02".
   > "backup_id": "../etc",",
     "swapped": "Invalid value of "instance_id"
   "5890178632827edd538a0e16462660c8br02" is the ID of a backup, not of an instance. Are instance_id and backup_id swapped?
   > "instance_id": "5890178632827edd538a0e16462660c8br02"",
   }
  `);
  expect(cloud.requests).toEqual([]);
});

test('what does not exist, or cannot be read yet, is shown at the line of its id', async () => {
  const { single, cluster, building, failed } = cloud.backups;
  const told = await planned(cloud, (stack, links) => {
    links(stack, 'unknown_instance', { instanceId: noInstance, backupId: noBackup });
    links(stack, 'unknown_backup', { backupId: noBackup });
    links(stack, 'of_another_instance', { instanceId: cluster.instanceId, backupId: single.id });
    links(stack, 'building', { instanceId: building.instanceId, backupId: building.id });
    links(stack, 'failed', { instanceId: failed.instanceId, backupId: failed.id });
  });
  expect(told).toMatchInlineSnapshot(`
   {
     "building": "Backup is still being created
   The backup 49454c83489fb4d2a6011e16425c9f36br02 has the status BUILDING; links exist when it is COMPLETED.

   Run again when the backup is completed.

   DBS.201202 "Operation cannot be executed in current state.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file
   > "backup_id": "49454c83489fb4d2a6011e16425c9f36br02",",
     "failed": "Backup has failed
   The backup 2a699393a4d7225153170868104a4aecbr02 has the status FAILED: it has no files.

   Choose another backup, or create a new one.

   DBS.200004 "Operation is illegal.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file
   > "backup_id": "2a699393a4d7225153170868104a4aecbr02",",
     "of_another_instance": "Backup of another instance
   The backup 5890178632827edd538a0e16462660c8br02 was taken from the instance 86625aa83a8d0056a7626880bd6dd751in02, not from b7ff7d2254e15ad92070196ea23224a2in02.

   Set instance_id to 86625aa83a8d0056a7626880bd6dd751in02, or choose a backup of b7ff7d2254e15ad92070196ea23224a2in02.

   DBS.201214 "The backup file does not exist.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file
   > "instance_id": "b7ff7d2254e15ad92070196ea23224a2in02"",
     "unknown_backup": "Backup not found
   The instance 86625aa83a8d0056a7626880bd6dd751in02 has no backup ffffffffffffffffffffffffffffffffbr02, nor has any other instance of the project in this region.

   Check instance_id, backup_id, region and project_id. Automatic backups are deleted at the end of their retention period.

   DBS.201214 "The backup file does not exist.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file
   > "backup_id": "ffffffffffffffffffffffffffffffffbr02",",
     "unknown_instance": "Instance not found
   The instance does not exist in this project and region, or it belongs to someone else.

   Check instance_id, and that region and project_id are those of the instance.

   DBS.200002 "The DB instance does not exist.": HTTP 404, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file
   > "instance_id": "ffffffffffffffffffffffffffffffffin02"",
   }
  `);
});

test('a project that is closed for downloads', async () => {
  cloud.setDownloadPolicy('close');
  expect(await planned(cloud, (stack, links) => links(stack, 'closed'))).toMatchInlineSnapshot(`
   {
     "closed": "Downloads are switched off
   The download policy of the project is closed, so none of its backups can be downloaded.

   Ask an administrator to open it (action "open" of the download policy). The resource huaweicloud_dds_backup_download_policy of the provider huaweicloud/huaweicloud does that.

   DBS.200004 "Operation is illegal.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file
   > "backup_id": "5890178632827edd538a0e16462660c8br02",",
   }
  `);
});

test('who and where are told by what is wrong with them', async () => {
  const { accessKey, secretKey } = cloud.credentials;
  const { withoutPermission, otherAccount } = cloud.people.keys;
  const { endpoints, url } = cloud;
  const as = (key: typeof withoutPermission) => ({
    ...{ accessKey: key.accessKey, secretKey: key.secretKey },
  });
  const wrong: Record<string, DdsProviderProps> = {
    no_permission: as(withoutPermission),
    foreign_account: as(otherAccount),
    wrong_key: { accessKey: 'AKNOTKNOWNTOANYONE00', secretKey },
    wrong_secret: { accessKey, secretKey: 'not-the-secret-key' },
    wrong_region: { region: 'xx-nowhere-1' },
    ambiguous_region: { region: AMBIGUOUS_REGION },
    wrong_project: { projectId: 'f'.repeat(32) },
    refusing: { endpoints: { ...endpoints, dds: 'http://127.0.0.1:1' } },
    unresolvable: { endpoints: { dds: unresolvableHost }, projectId: cloud.projectId },
    no_tls: { endpoints: { ...endpoints, dds: url.replace('http', 'https') } },
  };
  const told = await planned(cloud, (stack, links) => {
    for (const [alias, settings] of Object.entries(wrong)) {
      const provider = new DdsProvider(stack, `as-${alias}`, {
        ...{ endpoints, maxRetries: 0, ...settings, alias },
      });
      links(stack, alias, { provider });
    }
  });
  told.unresolvable = told.unresolvable?.replace(unresolvableHost, 'UNRESOLVABLE-HOST') ?? '';
  expect(told).toMatchInlineSnapshot(`
   {
     "ambiguous_region": "Several projects found
   2 projects have the name "ambiguous-region-1": 890d7c94eea72412e90ff513485e55c2, 9db7f61cf740d1a49edb26815f61d61b.

   Set project_id or HW_PROJECT_ID to one of them.",
     "foreign_account": "Instance not found
   The instance does not belong to the project and account of these credentials.

   Check instance_id, and that region and project_id are those of the instance.

   DBS.200010 "Authentication failed": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/047bdaa2d64888740048b9fc30e184e8/backups/download-file
   > "instance_id": "86625aa83a8d0056a7626880bd6dd751in02",",
     "no_permission": "No permission
   The user or agency is not allowed to download backups.

   Grant dds:backup:download in IAM for this project. If it is granted, check that the download policy of the project is open.

   DBS.280063 "You do not have following permission to perform this operation: dds:backup:download": HTTP 403, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file",
     "no_tls": "Huawei Cloud cannot be reached
   No secure connection to 127.0.0.1:PORT could be negotiated; it may not support TLS at all. (EPROTO)

   Check region, and endpoints, auth_url and cloud if they are set. The address of a plain HTTP server starts with http://.",
     "refusing": "Huawei Cloud cannot be reached
   127.0.0.1:PORT refuses the connection: nothing listens there. (ECONNREFUSED)

   Check region, and endpoints, auth_url and cloud if they are set.",
     "unresolvable": "Huawei Cloud cannot be reached
   UNRESOLVABLE-HOST:443 cannot be found: its name cannot be resolved. (ENOTFOUND)

   Check region, and endpoints, auth_url and cloud if they are set. Also check that this machine is online. Some regions have no IAM host of their own: there, set auth_url to https://iam.myhuaweicloud.com/v3.",
     "wrong_key": "Authentication failed
   The access key does not exist, is disabled, or was temporary and has expired.

   Check access_key, and security_token if the keys are temporary.

   APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects",
     "wrong_project": "Project cannot be used
   The project ID is wrong or cannot be used with these credentials in this region.

   Check project_id and region: each region has its own projects.

   DBS.280408 "Invalid project ID.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/ffffffffffffffffffffffffffffffff/backups/download-file",
     "wrong_region": "Project not found
   These credentials see no project "xx-nowhere-1" at 127.0.0.1:PORT.

   Check region: each region has a project with the name of the region. Otherwise set project_id or HW_PROJECT_ID to the ID that the console shows under "My Credentials".",
     "wrong_secret": "Authentication failed
   The signature is wrong: the secret key does not belong to the access key.

   Check secret_key. More than five failures in a row lock the key pair for five minutes.

   APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects",
   }
  `);
});
