import { type Backup } from '../../lib/simulator/dds/estate';
import { candidates, type Situation } from '../../lib/simulator/invented';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { noBackup, noInstance } from './planned-mistakes';
import { readLinks } from './recorded-engine';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

/** How to get into each situation that the documents leave open: settings of the provider, and ids. */
const situations: Record<
  Situation,
  () => { settings?: Record<string, Value>; backup: Pick<Backup, 'instanceId' | 'id'> }
> = {
  noPermission: () => {
    const { accessKey, secretKey } = cloud.people.keys.withoutPermission;
    return {
      settings: { access_key: accessKey, secret_key: secretKey },
      backup: cloud.backups.single,
    };
  },
  foreignProject: () => ({
    settings: { project_id: cloud.people.projects.foreign.id },
    backup: cloud.backups.single,
  }),
  malformedInstanceId: () => ({ backup: { instanceId: 'dds-1', id: cloud.backups.single.id } }),
  malformedBackupId: () => ({
    backup: { instanceId: cloud.backups.single.instanceId, id: 'backup-1' },
  }),
  unknownInstance: () => ({ backup: { instanceId: noInstance, id: noBackup } }),
  foreignInstance: () => ({ backup: cloud.backups.foreign }),
  unknownBackup: () => ({
    backup: { instanceId: cloud.backups.single.instanceId, id: noBackup },
  }),
  backupOfAnotherInstance: () => ({
    backup: { instanceId: cloud.backups.cluster.instanceId, id: cloud.backups.single.id },
  }),
  buildingBackup: () => ({ backup: cloud.backups.building }),
  failedBackup: () => ({ backup: cloud.backups.failed }),
  vanishingBackup: () => ({ backup: cloud.backups.deleting }),
  downloadsClosed: () => {
    cloud.setDownloadPolicy('close');
    return { backup: cloud.backups.single };
  },
};

test.each(Object.keys(situations) as Situation[])(
  '%s is told whichever code the cloud chooses',
  async (situation) => {
    const { settings, backup } = situations[situation]();
    const told: Record<string, string[]> = {};
    for (const code of candidates[situation]) {
      Object.assign(cloud.guesses, { [situation]: code });
      const { said } = await readLinks(cloud, settings, backup as Backup);
      if (code !== 'NO_FILES') expect(said).toContain(code);
      const [words, where = ''] = said.split(/\n\n[^\n]*HTTP \d+[^\n]*download-file/);
      (told[`${words ?? ''}${where}`] ??= []).push(code);
    }
    expect(told).toMatchSnapshot();
  },
);
