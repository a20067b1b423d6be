/** `KILLS=50 npx jest test/acceptance/backup-download-kills` prints what 50 kills have hit. */
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fault } from '../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { APPLY, DownloadWorkspace } from './backup-download-workspace';
import { type RunningEngine } from './running-engine';

const ROUNDS = Number(process.env.KILLS ?? 3);

jest.setTimeout((1 + ROUNDS) * 60_000);

/** A third of a second for each file. */
const FILE_BYTES = 1024 * 1024;
const SLOWLY: Fault = { kind: 'drip', bytes: 32 * 1024, milliseconds: 10 };

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator({ fileBytes: FILE_BYTES });
});
afterEach(() => cloud.close());

type Moment = (workspace: DownloadWorkspace) => boolean;
const fileIsThere: Moment = (workspace) => workspace.names.some((name) => workspace.has(name));
const allAreThere: Moment = (workspace) => workspace.names.every((name) => workspace.has(name));

/** After what a kill is due, with at most so many milliseconds in between. */
const dues: readonly (readonly [Moment, number])[] = [
  [({ directory }) => existsSync(directory), 300],
  [fileIsThere, 600],
  [allAreThere, 20],
  [(workspace) => allAreThere(workspace) && !hasRecord(workspace), 10],
  [() => true, 3000],
];

const VICTIMS = ['both', 'engine', 'provider'] as const;

const FORGOTTEN = 'all files, record removed, state not written';

test('whatever an apply was doing when it was killed, the next one completes it', async () => {
  const hits: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const victim = VICTIMS[round % VICTIMS.length]!;
    const workspace = await DownloadWorkspace.of(cloud, 'cluster', { parallelism: '1' });
    const hit = await killedApply(workspace, dues[round % dues.length]!, victim);
    hits[`${hit} (${victim})`] = (hits[`${hit} (${victim})`] ?? 0) + 1;
    await workspace.expectNoWrongFile();
    const said = await workspace.apply();
    await workspace.expectTheFiles();
    await workspace.destroy();
    // Nothing but the files tells then that there was a download, so they count as the user's.
    const areForgotten = hit === FORGOTTEN;
    expect(said.includes('Files were there already')).toBe(areForgotten);
    expect({ hit, isThere: existsSync(workspace.directory) }).toEqual({
      hit,
      isThere: areForgotten,
    });
  }
  if (process.env.KILLS !== undefined) console.table(hits);
});

/** @returns what the apply was doing */
async function killedApply(
  workspace: DownloadWorkspace,
  [isDue, latest]: (typeof dues)[number],
  victim: (typeof VICTIMS)[number],
): Promise<string> {
  const slow = cloud.inject({ action: 'GetObject', fault: SLOWLY, times: Infinity });
  const engine = workspace.start(...APPLY);
  while (engine.isRunning && !isDue(workspace)) await pause(1);
  await Promise.race([pause(Math.random() * latest), engine.ended]);
  if (victim === 'both') await engine.end();
  if (victim === 'engine') engine.kill();
  if (victim === 'provider') await killProviders(engine);
  await engine.ended;
  while ((await engine.providers()).length > 0) await pause(20);
  slow.remove();
  return hitBy(workspace);
}

async function killProviders(engine: RunningEngine): Promise<void> {
  for (const pid of await engine.providers()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has ended meanwhile
    }
  }
}

function hitBy(workspace: DownloadWorkspace): string {
  if (workspace.readState().includes('"sha256"')) return 'state written';
  if (!existsSync(workspace.directory)) return 'no directory yet';
  if (allAreThere(workspace)) {
    return hasRecord(workspace) ? 'all files, state not written' : FORGOTTEN;
  }
  const hasPart = entriesOf(workspace).some((name) => name.endsWith('.part'));
  if (fileIsThere(workspace)) return hasPart ? 'in a later file' : 'between files';
  return hasPart ? 'in the first file' : 'before the first file';
}

function hasRecord(workspace: DownloadWorkspace): boolean {
  return entriesOf(workspace).some((name) => name.startsWith('.download-'));
}

function entriesOf({ directory }: DownloadWorkspace): string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}
