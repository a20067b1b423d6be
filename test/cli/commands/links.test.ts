import { type Simulated, simulated } from '../simulated';

let dds: Simulated;
beforeEach(async () => {
  dds = await simulated();
});

interface Links {
  readonly bucket: string;
  readonly files: readonly { readonly name: string; readonly download_link: string }[];
}

test('as JSON, links have the attributes of the data source, and can be downloaded', async () => {
  const { cluster } = dds.cloud.backups;
  const args = ['links', cluster.id, '--instance', cluster.instanceId, '--json'];
  const { exitCode, stdout, stderr } = await dds.run(args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const links = JSON.parse(stdout) as Links;
  expect(links).toMatchObject({
    instance_id: cluster.instanceId,
    backup_id: cluster.id,
    id: `${cluster.instanceId}/${cluster.id}`,
    region: 'cn-north-4',
    project_id: dds.cloud.projectId,
    expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect(links.files).toHaveLength(3);
  expect(links.files[0]).toEqual({
    name: `${cluster.id}_config.tar.lz4`,
    size: 1025,
    download_link: expect.stringMatching(/^http:/),
    link_expired_time: expect.any(String),
    expires_at: expect.stringMatching(/Z$/),
    group_id: expect.any(String),
    group_name: 'config',
  });
  const file = cluster.files.find(({ name }) => name === links.files[0]!.name)!;
  const answer = await fetch(links.files[0]!.download_link);
  expect(Buffer.from(await answer.arrayBuffer()).equals(dds.cloud.contentOf(file))).toBe(true);
});

test('a terminal is told that links are secret, and a pipe is not', async () => {
  const { id, instanceId } = dds.cloud.backups.single;
  const args = ['links', id, '--instance', instanceId];
  const terminal = await dds.onTerminal(args);
  expect(terminal.stdout).toContain('These links are secret: whoever has one');
  const { stdout, stderr } = await dds.run(args);
  expect(stdout + stderr).not.toContain('secret');
});

test('otherwise each link has a line of its own, below the name of its file', async () => {
  const { cluster } = dds.cloud.backups;
  const { stdout } = await dds.run(['links', cluster.id, '--instance', cluster.instanceId]);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatch(/_config\.tar\.lz4 {2}config {2}1\.0 MB {2}expires 20\d\d-.+Z$/);
  expect(lines[1]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S+$/);
});

test('on a terminal the names of the files stand out', async () => {
  const { single } = dds.cloud.backups;
  const args = ['links', single.id, '--instance', single.instanceId];
  const { stdout } = await dds.onTerminal(args);
  expect(stdout).toContain(`\u001b[1m${single.files[0]!.name}\u001b[22m  1.0 MB  expires `);
});

test('what the cloud leaves out is left out, and no link can control the terminal', async () => {
  const { single } = dds.cloud.backups;
  const files = [
    {},
    { download_link: 'https://obs.example/é\u001b[2J x', link_expired_time: 'soon' },
  ];
  dds.cloud.inject({
    action: 'ShowBackupDownloadLink',
    fault: { kind: 'answer', status: 200, body: JSON.stringify({ files }) },
  });
  const { stdout } = await dds.run(['links', single.id, '--instance', single.instanceId]);
  expect(stdout).toBe(
    [
      '(without a name)',
      '(no link)',
      '(without a name)  expires soon',
      'https://obs.example/%c3%a9%1b[2J%20x',
      '',
    ].join('\n'),
  );
});

test('a backup without files is not an error, and says so', async () => {
  const { single } = dds.cloud.backups;
  single.files.length = 0;
  const args = ['links', single.id, '--instance', single.instanceId];
  const { exitCode, stdout, stderr } = await dds.run(args);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: 'The backup has no files.\n',
  });
  expect((await dds.run([...args, '--json', '--quiet'])).stdout).toContain('"files": []');
});

test('the latest backup is the newest completed full one, and it is said which one that is', async () => {
  const { automatic, replicaSet } = dds.cloud.backups;
  const args = ['links', '--latest', '--instance', automatic.instanceId, '--json'];
  const latest = await dds.run(args);
  expect(JSON.parse(latest.stdout)).toMatchObject({ backup_id: automatic.id });
  expect(latest.stderr).toBe(`The latest backup is ${automatic.id}.\n`);
  const manual = await dds.run([...args, '--type', 'manual', '--quiet']);
  expect(JSON.parse(manual.stdout)).toMatchObject({ backup_id: replicaSet.id });
  expect(manual.stderr).toBe('');
});

test('with --wait, a backup that is still being made is waited for, which is said once', async () => {
  const { building } = dds.cloud.backups;
  building.files.push(...dds.cloud.backups.single.files);
  let requests = 0;
  const onRequest = () => {
    requests += 1;
    if (requests === 3) building.status = 'COMPLETED';
    return undefined;
  };
  dds.cloud.inject({ action: 'ListBackups', times: Infinity, fault: onRequest });
  const args = ['links', '--latest', '--instance', building.instanceId, '--wait', '1m', '--json'];
  const { exitCode, stdout, stderr } = await dds.run(args);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ backup_id: building.id });
  expect(stderr).toBe(
    `Waiting for the backup ${building.id} to be completed; its status is BUILDING.\nThe latest backup is ${building.id}.\n`,
  );
});

test('a wait that is over is an error, not an interruption', async () => {
  const { building } = dds.cloud.backups;
  const args = ['links', '--latest', '--instance', building.instanceId, '--wait', '2s'];
  const { exitCode, stdout, stderr } = await dds.run(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(
    /\nerror: Out of time\n.*to be completed.*\n.* or set --wait to more\.\n$/,
  );
});

test('a refusal names flags, and has the code and the request ID of the cloud', async () => {
  const { instanceId } = dds.cloud.backups.single;
  const { exitCode, stdout, stderr } = await dds.run([
    'links',
    'unknown',
    '--instance',
    instanceId,
  ]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^error: Backup not found\n/);
  expect(stderr).toContain('Check --instance, the backup ID, --region and --project-id.');
  expect(stderr).toMatch(/\nDBS\.\d+ .*request ID [0-9a-f]{32}/);
});

test('no link is in an error', async () => {
  const { single } = dds.cloud.backups;
  dds.cloud.inject({
    action: 'ShowBackupDownloadLink',
    fault: {
      kind: 'answer',
      status: 400,
      body: '{"error_code":"DBS.1","error_msg":"https://obs.example/x?Signature=abcdefghij&AccessKeyId=KEY"}',
    },
  });
  const { stderr } = await dds.run(['links', single.id, '--instance', single.instanceId]);
  expect(stderr).not.toContain('abcdefghij');
});
