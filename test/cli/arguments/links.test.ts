import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandFile, ddsBackup, startedCommand } from '../command';
import { scratchDirectory } from '../scratch';
import { simulated } from '../simulated';
import { testUsageErrors } from '../usage-errors';

const instance = '0123456789abcdef0123456789abcdefin02';
const backup = '0123456789abcdef0123456789abcdefbr02';

describe('wrong usage', () => {
  testUsageErrors([
    ['no backup', ['links', '--instance', instance], 'missing the ID of the backup, or --latest'],
    ['no instance', ['links', backup], 'missing --instance'],
    ['an unknown flag', ['links', backup, '--instnace', instance], '(Did you mean --instance?)'],
    [
      'both an ID and --latest',
      ['links', backup, '--latest', '--instance', instance],
      '--latest and the ID of a backup exclude each other',
    ],
    [
      '--wait without --latest',
      ['links', backup, '--wait', '3m', '--instance', instance],
      '--wait is for --latest',
    ],
    [
      '--type without --latest',
      ['links', backup, '--type', 'Auto', '--instance', instance],
      '--type is for --latest',
    ],
    [
      'the latest incremental backup',
      ['links', '--latest', '--type', 'Incremental', '--instance', instance],
      /Possible values: Auto, Manual\.\n\(--help/,
    ],
    [
      'an endless wait',
      ['links', '--latest', '--wait', '25h', '--instance', instance],
      'at most 24h',
    ],
    [
      'a wait of no time',
      ['links', '--latest', '--wait', '0s', '--instance', instance],
      'at most 24h',
    ],
    [
      'a wait without a unit',
      ['links', '--latest', '--wait', '30', '--instance', instance],
      '"30m"',
    ],
    [
      'the ID of an instance in place of that of a backup',
      ['links', instance, '--instance', instance],
      'Are --instance and the backup ID swapped?',
    ],
    ['something that is not an ID', ['links', 'a b', '--instance', instance], 'cannot be the ID'],
    ['two backups', ['links', backup, backup, '--instance', instance], 'too many arguments'],
  ]);
});

describe('the example for curl', () => {
  const toolsAreThere = ['jq', 'curl'].every((name) => !spawnSync(name, ['--version']).error);
  const testWithTools = toolsAreThere ? test : test.skip;

  /** Runs what the help says, for the backup of a cluster whose shards name their files alike. */
  async function curled() {
    const { cloud, endpoints } = await simulated();
    const edit = (body: unknown) => ({
      ...(body as object),
      files: (body as { files: object[] }).files.map((file) => ({ ...file, name: 'same' })),
    });
    cloud.inject({ action: 'ShowBackupDownloadLink', fault: { kind: 'edit', edit } });
    const { id, instanceId, files } = cloud.backups.cluster;
    const { stdout } = await ddsBackup(['links', '--help']);
    const example = stdout
      .slice(stdout.lastIndexOf('dds-backup links'))
      .replace('--latest --instance ID', `${id} --instance ${instanceId}`);
    const folder = scratchDirectory();
    const script = `dds-backup() { '${commandFile}' "$@" ${endpoints.join(' ')}; }\n${example}`;
    const run = () =>
      startedCommand(['-c', script], { cwd: folder, env: cloud.environment, program: 'bash' })
        .ended;
    return { cloud, files, folder, run };
  }

  testWithTools('leaves files of one name in the folders of their groups', async () => {
    const { cloud, files, folder, run } = await curled();
    expect((await run()).exitCode).toBe(0);
    for (const file of files) {
      const content = readFileSync(path.join(folder, file.group!.name, 'same'));
      expect(content.equals(cloud.contentOf(file))).toBe(true);
    }
  });

  testWithTools('fails if the first of the files does', async () => {
    const { cloud, run } = await curled();
    cloud.inject({ action: 'GetObject', fault: { kind: 'answer', status: 404, body: '' } });
    expect((await run()).exitCode).not.toBe(0);
  });
});
