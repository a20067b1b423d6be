import { candidates, type Guess, type Situation } from '../../../lib/simulator/invented';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, messageOf, patient } from '../cloud-of';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

type Name = keyof Simulator['backups'];

function links(name: Name, instanceId = simulator.backups[name].instanceId) {
  return linksOf(simulator.backups[name].id, instanceId);
}

function linksOf(backupId: string, instanceId: string) {
  return cloudOf(simulator).dds(here).backupDownloadLinks({ instanceId, backupId }, patient);
}

/** Changes the JSON of the next answer with links. */
function editLinks(edit: (body: { files: Record<string, unknown>[] }) => unknown) {
  simulator.inject({
    action: 'ShowBackupDownloadLink',
    fault: { kind: 'edit', edit: (body) => edit(body as { files: Record<string, unknown>[] }) },
  });
}

describe('links', () => {
  test('the single file of a replica set has a link that works', async () => {
    const { region, projectId, bucket, files, receivedAt } = await links('replicaSet');
    expect({ region, projectId }).toEqual({
      region: simulator.region,
      projectId: simulator.projectId,
    });
    expect(bucket).toMatch(/\w+/);
    expect(files).toHaveLength(1);
    const [file] = files;
    expect(file).toMatchObject({ groupId: undefined, groupName: undefined });
    const fetched = await fetch(file?.downloadLink ?? '');
    const content = simulator.contentOf(simulator.backups.replicaSet.files[0]!);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(content);
    const lifetime = (file?.expiresAt?.getTime() ?? 0) - receivedAt.getTime();
    expect(lifetime / 60_000).toBeCloseTo(15, 0);
  });

  test('the files of a cluster are ordered by group, then by name', async () => {
    const { files } = await links('cluster');
    expect(files.map(({ groupName }) => groupName)).toEqual(['config', 'shard_1', 'shard_2']);
    expect(files.every(({ groupId }) => groupId !== undefined)).toBe(true);
  });

  test('the malformed expiry of the documents is understood and kept', async () => {
    await simulator.close();
    simulator = await startSimulator({ expiryForm: 'malformed' });
    const [file] = (await links('replicaSet')).files;
    expect(file?.linkExpiredTime).toMatch(/^\d{4}-\d{2}-0\d{2}T/);
    expect(file?.expiresAt).toBeInstanceOf(Date);
  });

  test('what is missing, null or of another type is null; what is unknown is ignored', async () => {
    editLinks(() => ({
      files: [{ name: null, size: 'big', link_expired_time: 'soon', invented: 1 }, 'no object'],
      tomorrow: true,
    }));
    const { bucket, files } = await links('replicaSet');
    expect(bucket).toBeUndefined();
    expect(files).toEqual([
      {
        name: undefined,
        size: undefined,
        downloadLink: undefined,
        linkExpiredTime: 'soon',
        expiresAt: undefined,
        groupId: undefined,
        groupName: undefined,
      },
    ]);
  });

  test('no digit of a size is lost', async () => {
    simulator.inject({
      action: 'ShowBackupDownloadLink',
      fault: {
        kind: 'answer',
        status: 200,
        body: '{"files":[{"name":"a","size":9223372036854775807},{"name":"b","size":"12"}]}',
      },
    });
    const { files } = await links('replicaSet');
    expect(files.map(({ size }) => size)).toEqual([9223372036854775807n, 12n]);
  });

  test('the time of the answer is the server’s', async () => {
    simulator.advance(5 * 60_000);
    const { receivedAt } = await links('replicaSet');
    expect(Math.abs(receivedAt.getTime() - simulator.now().getTime())).toBeLessThan(60_000);
  });

  test('a completed backup without files is not an error', async () => {
    editLinks((body) => ({ ...body, files: [] }));
    expect((await links('replicaSet')).files).toEqual([]);
  });
});

describe('messages', () => {
  test('the error says so if the answer has no list of files', async () => {
    editLinks(() => ({ bucket: 'b' }));
    expect(await messageOf(() => links('replicaSet'))).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer contains no list of files, so there are no links.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error names an unknown instance', async () => {
    const unknown = simulator.instances.replicaSet.id.replace(/^..../, 'ffff');
    simulator.estate.backups.delete(simulator.backups.replicaSet.id);
    expect(await messageOf(() => links('replicaSet', unknown))).toMatchInlineSnapshot(`
     "instanceId | Instance not found
     The instance does not exist in this project and region, or it belongs to someone else.

     Check instanceId, and that region and projectId are those of the instance.

     DBS.200002 "The DB instance does not exist.": HTTP 404, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error names an unknown backup', async () => {
    const { id, instanceId } = simulator.backups.replicaSet;
    simulator.estate.backups.delete(id);
    expect(await messageOf(() => linksOf(id, instanceId))).toMatchInlineSnapshot(`
     "backupId | Backup not found
     The instance c39e6cfaf93aa0ff63fe7e10522a2152in02 has no backup f61c0803b5e9848ab9ced1891cc747aabr02, nor has any other instance of the project in this region.

     Check instanceId, backupId, region and projectId. Automatic backups are deleted at the end of their retention period.

     DBS.201214 "The backup file does not exist.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error names the other instance of the backup', async () => {
    const other = simulator.instances.cluster.id;
    expect(await messageOf(() => links('replicaSet', other))).toMatchInlineSnapshot(`
     "instanceId | Backup of another instance
     The backup f61c0803b5e9848ab9ced1891cc747aabr02 was taken from the instance c39e6cfaf93aa0ff63fe7e10522a2152in02, not from b7ff7d2254e15ad92070196ea23224a2in02.

     Set instanceId to c39e6cfaf93aa0ff63fe7e10522a2152in02, or choose a backup of b7ff7d2254e15ad92070196ea23224a2in02.

     DBS.201214 "The backup file does not exist.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error says so if the backup is still being created', async () => {
    expect(await messageOf(() => links('building'))).toMatchInlineSnapshot(`
     "backupId | Backup is still being created
     The backup 49454c83489fb4d2a6011e16425c9f36br02 has the status BUILDING; links exist when it is COMPLETED.

     Run again when the backup is completed.

     DBS.201202 "Operation cannot be executed in current state.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error says so if the backup has failed', async () => {
    expect(await messageOf(() => links('failed'))).toMatchInlineSnapshot(`
     "backupId | Backup has failed
     The backup 2a699393a4d7225153170868104a4aecbr02 has the status FAILED: it has no files.

     Choose another backup, or create a new one.

     DBS.200004 "Operation is illegal.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error says so if the backup is being deleted', async () => {
    expect(await messageOf(() => links('disabled'))).toMatchInlineSnapshot(`
     "backupId | Backup cannot be downloaded
     The backup e3c74d21948712760f859c85ac906b37br02 has the status DISABLED; only COMPLETED backups can be downloaded. DISABLED and DELETING mean that it is being deleted.

     Choose another backup.

     DBS.201204 "Operation cannot be executed in current state.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error says so if downloads are switched off', async () => {
    simulator.setDownloadPolicy('close');
    expect(await messageOf(() => links('replicaSet'))).toMatchInlineSnapshot(`
     "backupId | Downloads are switched off
     The download policy of the project is closed, so none of its backups can be downloaded.

     Ask an administrator to open it (action "open" of the download policy).

     DBS.200004 "Operation is illegal.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the error names the missing permission', async () => {
    const { accessKey, secretKey } = simulator.people.keys.withoutPermission;
    const { id, instanceId } = simulator.backups.replicaSet;
    const dds = cloudOf(simulator, { accessKey, secretKey }).dds(here);
    const call = () => dds.backupDownloadLinks({ instanceId, backupId: id }, patient);
    expect(await messageOf(call)).toMatchInlineSnapshot(`
     "- | No permission
     The user or agency is not allowed to download backups.

     Grant dds:backup:download in IAM for this project. If it is granted, check that the download policy of the project is open.

     DBS.280063 "You do not have following permission to perform this operation: dds:backup:download": HTTP 403, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the refusal itself is reported if its reason cannot be found for lack of permission', async () => {
    simulator.inject({
      action: 'ListBackups',
      times: 9,
      fault: { kind: 'answer', status: 403, body: '{"error_code":"DBS.280032"}' },
    });
    expect(await messageOf(() => links('building'))).toMatchInlineSnapshot(`
     "backupId | Backup cannot be downloaded
     The backup cannot be downloaded in its current state: it may be unfinished, failed or being deleted; it may not exist for this instance; or the download policy of the project is closed.

     Check that the backup is COMPLETED and belongs to the instance, and that the project allows downloads of backups (action "open" of the download policy).

     DBS.201202 "Operation cannot be executed in current state.": HTTP 400, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('a refusal that is not from DDS has no reason there, and none is looked for', async () => {
    simulator.inject({
      action: 'ShowBackupDownloadLink',
      fault: { kind: 'answer', status: 404, body: '{}' },
    });
    expect(await failureOf(() => links('building'))).toMatchObject({ status: 404 });
    expect(simulator.requestCount({ action: 'ListBackups' })).toBe(0);
  });

  test('empty and malformed ids are refused', async () => {
    expect(await messageOf(() => linksOf('x', ' '))).toMatchInlineSnapshot(`
     "instanceId | Invalid instanceId
     It is empty. IDs look like "0123456789abcdef0123456789abcdefin02"."
    `);
    expect(await messageOf(() => linksOf('a/b', 'x'))).toMatchInlineSnapshot(`
     "backupId | Invalid backupId
     "a/b" cannot be the ID of a backup: an ID consists of letters, digits, "-" and "_". IDs look like "0123456789abcdef0123456789abcdefbr02"."
    `);
    expect(simulator.requests).toEqual([]);
  });
});

describe('whichever code the cloud chooses', () => {
  const cases = (situation: Situation): readonly Guess[] => candidates[situation];

  test.each(cases('buildingBackup'))(
    'a building backup is said to be building (%s)',
    async (code) => {
      simulator.guesses.buildingBackup = code;
      const { summary, setting } = await failureOf(() => links('building'));
      expect({ summary, setting }).toEqual({
        summary: 'Backup is still being created',
        setting: 'backupId',
      });
    },
  );

  test.each(cases('failedBackup'))(
    'the error says so if the backup has failed (%s)',
    async (code) => {
      simulator.guesses.failedBackup = code;
      expect((await failureOf(() => links('failed'))).summary).toBe('Backup has failed');
    },
  );

  test.each(cases('unknownBackup'))('an unknown backup is not found (%s)', async (code) => {
    simulator.guesses.unknownBackup = code;
    const { id, instanceId } = simulator.backups.replicaSet;
    simulator.estate.backups.delete(id);
    const { summary } = await failureOf(() => linksOf(id, instanceId));
    expect(summary).toMatch(/not found$/);
  });

  test.each(cases('unknownInstance'))('an unknown instance is not found (%s)', async (code) => {
    simulator.guesses.unknownInstance = code;
    const unknown = simulator.instances.replicaSet.id.replace(/^..../, 'ffff');
    const { summary, setting } = await failureOf(() =>
      linksOf(unknown.replace(/in02$/, 'br02'), unknown),
    );
    expect({ summary, setting }).toEqual({
      summary: 'Instance not found',
      setting: 'instanceId',
    });
  });

  test.each(cases('backupOfAnotherInstance'))(
    'the error names the instance of the backup (%s)',
    async (code) => {
      simulator.guesses.backupOfAnotherInstance = code;
      const { detail } = await failureOf(() => links('replicaSet', simulator.instances.cluster.id));
      expect(detail).toContain(`was taken from the instance ${simulator.instances.replicaSet.id}`);
    },
  );

  test.each(cases('downloadsClosed'))(
    'the error names a closed download policy (%s)',
    async (code) => {
      simulator.guesses.downloadsClosed = code;
      simulator.setDownloadPolicy('close');
      expect((await failureOf(() => links('replicaSet'))).summary).toBe(
        'Downloads are switched off',
      );
    },
  );

  test.each(cases('noPermission'))('the error names a missing permission (%s)', async (code) => {
    simulator.guesses.noPermission = code;
    const { accessKey, secretKey } = simulator.people.keys.withoutPermission;
    const { id, instanceId } = simulator.backups.replicaSet;
    const dds = cloudOf(simulator, { accessKey, secretKey }).dds(here);
    const { summary } = await failureOf(() =>
      dds.backupDownloadLinks({ instanceId, backupId: id }, patient),
    );
    expect(summary).toBe('No permission');
  });
});
