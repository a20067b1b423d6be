import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { bin } from '../../package.json';
import { root } from './built';
import { peakOf } from './process-usage';
import { amountRow, ratioRow, type Row } from './row';
import { median, takingTurns } from './turns';

const RUNS = 10;
/** Against the same work by curl, tee, sha256sum and sync; against curl alone; and MiB above the start. */
const MOST = { time: 0.9, cpu: 0.8, streamed: 1.1, memory: 64 };
const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const command = path.join(root, bin['dds-backup']);

/** Seconds. */
interface Cost {
  readonly time: number;
  readonly cpu: number;
}

/** One object of 1 GiB against curl and sha256sum, then the memory that objects of other sizes need. */
export async function downloads(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-bench-'));
  try {
    requireSpace(folder, 5 * GIB);
    const rows = await withObject(GIB, (object) => compare(object, folder));
    for (const [size, name, connections] of [
      [10 * MIB, '10 MiB', 4],
      [4 * GIB, '4 GiB', 4],
      [4 * GIB, '4 GiB', 64],
    ] as const) {
      const [start, peak] = await withObject(size, (object) => memory(object, folder, connections));
      const what = `download of ${name}, ${connections} connections, peak memory above \`dds-backup links\``;
      rows.push(amountRow(what, peak - start, 'MiB', MOST.memory));
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(object: ServedObject, folder: string): Promise<Row[]> {
  const link = path.join(folder, 'link.curl');
  // Not on the command line, where everybody on this machine could read it.
  writeFileSync(link, `url = "${await linkTo(object)}"\n`, { mode: 0o600 });
  const file = path.join(folder, 'file');
  const shell = (script: string) => () => timed(script, { ...object.env, LINK: link, FILE: file });
  const ours = (options: string) =>
    `"${command}" download ${object.arguments} --quiet --directory "$FILE" ${options}`;
  const streamed = `"${command}" download ${object.arguments} --quiet --output -`;
  const costs = await takingTurns(RUNS, {
    one: shell(ours('--parallelism 1')),
    four: shell(ours('--parallelism 4')),
    pipeline: shell('curl -sSK "$LINK" | tee "$FILE" | sha256sum > "$FILE.sha256"; sync "$FILE"'),
    streamed: shell(`${streamed} | cat > /dev/null`),
    curl: shell('curl -sSK "$LINK" | cat > /dev/null'),
  });
  const { pipeline, curl } = costs;
  const same = 'against `curl \\| tee \\| sha256sum; sync`';
  return [
    ...costRows(`download of 1 GiB, one connection, ${same}`, costs.one, pipeline, MOST),
    ...costRows(`download of 1 GiB, four connections, ${same}`, costs.four, pipeline, MOST),
    ...costRows('download of 1 GiB into a pipe, against `curl`', costs.streamed, curl, {
      time: MOST.streamed,
    }),
  ];
}

function costRows(
  what: string,
  ours: readonly Cost[],
  theirs: readonly Cost[],
  most: { readonly time: number; readonly cpu?: number },
): Row[] {
  return (['time', 'cpu'] as const).map((kind) => {
    const milliseconds = (costs: readonly Cost[]) => 1000 * median(costs.map((cost) => cost[kind]));
    const title = kind === 'time' ? what : 'the same, processor time';
    return ratioRow(title, milliseconds(ours), milliseconds(theirs), most[kind]);
  });
}

/** Runs a script in bash, which counts the processor time of everything in it, and removes its file. */
async function timed(script: string, env: NodeJS.ProcessEnv): Promise<Cost> {
  const measured = `TIMEFORMAT='%R %U %S'; time { ${script}; } 2>&3`;
  const child = spawn('bash', ['-o', 'pipefail', '-ec', measured], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'inherit'],
  });
  if (child.stderr === null) throw new Error('bash has no standard error');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) lines.push(line);
  await ended(child);
  rmSync(env.FILE ?? '', { recursive: true, force: true });
  const [time = NaN, user = NaN, system = NaN] = lines.at(-1)?.split(' ').map(Number) ?? [];
  return { time, cpu: user + system };
}

/** Peaks of a command that only asks for the links, and of a download, in MiB. */
async function memory(
  object: ServedObject,
  folder: string,
  connections: number,
): Promise<[number, number]> {
  const directory = path.join(folder, 'memory');
  const options = ['--quiet', '--directory', directory, '--parallelism', String(connections)];
  const start = await peakMemory(object, ['links']);
  const peak = await peakMemory(object, ['download', ...options]);
  rmSync(directory, { recursive: true, force: true });
  return [start, peak];
}

async function peakMemory(object: ServedObject, words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [command, ...words, ...object.arguments.split(' ')], {
    env: object.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), 5);
  await ended(child);
  clearInterval(look);
  return peak;
}

interface ServedObject {
  /** Of `dds-backup`, to choose the backup. */
  readonly arguments: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Serves a backup with one file of that size, by a process of its own as a cloud is. */
async function withObject<T>(size: number, use: (object: ServedObject) => Promise<T>): Promise<T> {
  const simulator = path.join(root, 'lib/simulator/main.ts');
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', simulator, '--file-size', String(size)],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    return await use(await introduced(server));
  } finally {
    server.kill('SIGTERM');
  }
}

/** Reads how to use the simulator from what it prints. */
async function introduced(server: ChildProcess): Promise<ServedObject> {
  if (server.stdout === null) throw new Error('the simulator has no output');
  const env: NodeJS.ProcessEnv = { ...process.env };
  let url = '';
  for await (const line of createInterface({ input: server.stdout })) {
    url ||= /https?:\/\/\S+/.exec(line)?.[0] ?? '';
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) env[name] = value;
    const [, instance, backup] = /^single +(\S+) +(\S+)/.exec(line) ?? [];
    if (instance === undefined || backup === undefined) continue;
    const endpoints = ['dds', 'iam', 'sts'].map((service) => `--endpoint ${service}=${url}`);
    return { arguments: `${backup} --instance ${instance} ${endpoints.join(' ')}`, env };
  }
  throw new Error('the simulator ended before it said how to use it');
}

async function linkTo(object: ServedObject): Promise<string> {
  const child = spawn(
    process.execPath,
    [command, 'links', ...object.arguments.split(' '), '--json'],
    {
      env: object.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let json = '';
  for await (const text of child.stdout.setEncoding('utf8')) json += String(text);
  await ended(child);
  const { files } = JSON.parse(json) as { files: { download_link: string }[] };
  if (files[0] === undefined) throw new Error('the backup has no file');
  return files[0].download_link;
}

async function ended(child: ChildProcess): Promise<void> {
  const code = await new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} failed: ${String(code)}`);
}

function requireSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes) throw new Error(`${folder} needs ${bytes / GIB} GiB of free space`);
}
