import { type Project } from '../iam/identities';
import { sampleId } from '../sample-id';
import { Estate, type Backup, type BackupFile, type Instance, type InstanceMode } from './estate';

/** The well-known instances and backups, by the names that tests and the demo use. */
export interface SampleEstate {
  readonly estate: Estate;
  readonly instances: Readonly<Record<keyof typeof instanceModes, Instance>>;
  readonly backups: Readonly<Record<keyof typeof backupKinds, Backup>>;
}

const instanceModes = {
  single: 'Single',
  replicaSet: 'ReplicaSet',
  cluster: 'Sharding',
  /** Of the same account, in the second region. */
  otherRegion: 'ReplicaSet',
  /** Of another account. */
  foreign: 'ReplicaSet',
} as const satisfies Record<string, InstanceMode>;

const backupKinds = {
  single: { instance: 'single', type: 'Manual', status: 'COMPLETED' },
  replicaSet: { instance: 'replicaSet', type: 'Manual', status: 'COMPLETED' },
  automatic: { instance: 'replicaSet', type: 'Auto', status: 'COMPLETED' },
  incremental: { instance: 'replicaSet', type: 'Incremental', status: 'COMPLETED' },
  cluster: { instance: 'cluster', type: 'Manual', status: 'COMPLETED' },
  building: { instance: 'replicaSet', type: 'Manual', status: 'BUILDING' },
  failed: { instance: 'replicaSet', type: 'Auto', status: 'FAILED' },
  disabled: { instance: 'replicaSet', type: 'Auto', status: 'DISABLED' },
  deleting: { instance: 'cluster', type: 'Auto', status: 'DELETING' },
  otherRegion: { instance: 'otherRegion', type: 'Manual', status: 'COMPLETED' },
  foreign: { instance: 'foreign', type: 'Manual', status: 'COMPLETED' },
} as const satisfies Record<
  string,
  { instance: keyof typeof instanceModes; type: Backup['type']; status: string }
>;

const HOUR = 3_600_000;
const FIRST_BACKUP = Date.parse('2026-01-05T02:00:00Z');

/** Where the samples live: ids stay the same at every start, so that a configuration can name them. */
export interface SampleSettings {
  readonly project: Project;
  readonly otherRegion: Project;
  readonly foreign: Project;
  /** Size of each backup file in bytes. */
  readonly fileBytes: number;
}

export function sampleEstate(settings: SampleSettings): SampleEstate {
  const estate = new Estate();
  const instances = mapObject(instanceModes, (mode, name) =>
    estate.addInstance(sampleInstance(name, mode, projectOf(name, settings))),
  );
  const backups = mapObject(backupKinds, ({ instance, type, status }, name) =>
    estate.addBackup(sampleBackup(name, instances[instance], type, status, settings.fileBytes)),
  );
  return { estate, instances, backups };
}

function projectOf(instance: string, settings: SampleSettings): Project {
  if (instance === 'foreign') return settings.foreign;
  return instance === 'otherRegion' ? settings.otherRegion : settings.project;
}

function sampleInstance(name: string, mode: InstanceMode, project: Project): Instance {
  return {
    id: sampleId(name, 'in02'),
    name: `dds-${kebab(name)}`,
    projectId: project.id,
    mode,
    status: 'normal',
    datastore: { type: 'DDS-Community', version: '4.4' },
  };
}

function sampleBackup(
  name: keyof typeof backupKinds,
  instance: Instance,
  type: Backup['type'],
  status: string,
  fileBytes: number,
): Backup {
  const id = sampleId(name, 'br02');
  const begin = FIRST_BACKUP + Object.keys(backupKinds).indexOf(name) * 24 * HOUR;
  return {
    id,
    name: `backup-${kebab(name)}`,
    instanceId: instance.id,
    type,
    description: `The sample called ${name}`,
    method: type === 'Incremental' ? 'Incremental' : 'Physical',
    beginTime: new Date(begin),
    ...(status === 'BUILDING' ? {} : { endTime: new Date(begin + HOUR / 4) }),
    status,
    files: filesOf(id, instance.mode, fileBytes),
  };
}

/** INVENTED names and groups: one file, or one for the config servers and one for each of two shards: in an order of no meaning. */
function filesOf(backupId: string, mode: InstanceMode, bytes: number): BackupFile[] {
  if (mode !== 'Sharding') return [{ name: `${backupId}.tar.lz4`, bytes, revision: 1 }];
  return ['shard_2', 'config', 'shard_1'].map((group, i) => ({
    name: `${backupId}_${group}.tar.lz4`,
    bytes: bytes + i,
    group: { id: sampleId(`${backupId} ${group}`, 'gr02'), name: group },
    revision: 1,
  }));
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function mapObject<K extends string, V, R>(
  object: Record<K, V>,
  map: (value: V, key: K) => R,
): Record<K, R> {
  const entries = Object.entries<V>(object) as [K, V][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as Record<K, R>;
}
