import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { type Answers, differences } from './differences';
import { askForBackup } from './live-calls';

export type Environment = Readonly<Record<string, string | undefined>>;

const REQUIRED = [
  'HW_REGION_NAME',
  'HW_ACCESS_KEY',
  'HW_SECRET_KEY',
  'DDS_INSTANCE_ID',
  'DDS_BACKUP_ID',
] as const;

/**
 * Reads from the cloud that the environment leads to, records what the answers look like, and prints how that differs
 * from the simulator's. Off unless all that is required is set; docs/live-test.md tells how to use it safely.
 * @returns the differences; undefined when it is off
 */
export async function liveTest(
  env: Environment,
  print: (line: string) => void,
): Promise<string[] | undefined> {
  const missing = REQUIRED.filter((name) => !env[name]);
  if (missing.length > 0) {
    print(`The live test is off. To run it, set ${missing.join(', ')}; see docs/live-test.md.`);
    return undefined;
  }
  const { DDS_INSTANCE_ID: instanceId = '', DDS_BACKUP_ID: backupId = '' } = env;
  const endpoints = env.DDS_ENDPOINT ? { dds: env.DDS_ENDPOINT } : null;
  const { answers, isCluster } = await askForBackup(
    { endpoints },
    { env },
    { instanceId, backupId },
  );
  const file = env.DDS_LIVE_RECORD ?? path.join('build', 'live-answers.json');
  await record(answers, file);
  const found = differences(answers, await answersOfSimulator(isCluster));
  const count = Object.keys(answers).length;
  print(
    `The form of ${count} answers is in ${file}: no secrets, names or ids; look before you share it.`,
  );
  print(found.length === 0 ? 'The simulator answers alike.' : 'The simulator answers otherwise:');
  for (const line of found) print(`  ${line}`);
  return found;
}

async function record(answers: Answers, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(answers, undefined, 2)}\n`);
}

/** To the same questions, about a backup of the same kind. */
async function answersOfSimulator(isCluster: boolean): Promise<Answers> {
  const simulator = await startSimulator();
  try {
    const { cluster, replicaSet } = simulator.backups;
    const { instanceId, id: backupId } = isCluster ? cluster : replicaSet;
    const { endpoints, environment: env } = simulator;
    return (await askForBackup({ endpoints }, { env }, { instanceId, backupId })).answers;
  } finally {
    await simulator.close();
  }
}
