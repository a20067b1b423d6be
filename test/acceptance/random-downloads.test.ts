/**
 * Downloads by the shipped command under random conditions. DOWNLOADS makes the run longer and its conditions new,
 * and adds connections that fall silent, each of which costs half a minute. SEED repeats a run as far as processes
 * can be repeated.
 */
import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, faulty } from '../../lib/simulator/faults';
import { type RequestRecord } from '../../lib/simulator/request-log';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { commandFile } from '../cli/command';
import {
  expectOnlyTheFiles,
  expectTheFile,
  filesBelow,
  temporaryDirectory,
} from '../huaweicloud/obs/download-fixture';

const isLong = process.env.DOWNLOADS !== undefined;
const downloads = Number(process.env.DOWNLOADS ?? 20);
const seed = Number(process.env.SEED ?? (isLong ? randomInt(2 ** 31) : 1));
/** Each has a cloud of its own. */
const AT_ONCE = 4;
const MB = 1_000_000;
/** A command that takes longer hangs (ms). */
const LONGEST = 240_000;

test(
  `${downloads} downloads in random conditions end with the right files, or a clear error and none (SEED=${seed})`,
  async () => {
    const counts = new Map<string, number>();
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
    const left = Array.from({ length: downloads }, (_, index) => new Dice(seed + index));
    const inTurn = async () => {
      const cloud = await startSimulator();
      try {
        for (let dice = left.pop(); dice !== undefined; dice = left.pop()) {
          await new RandomDownload(cloud, dice, count).run();
        }
      } finally {
        left.splice(0);
        await cloud.close();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
    const table = [...counts].toSorted().map(([what, times]) => `${what}: ${times}`);
    process.stderr.write(`SEED=${seed}, ${downloads} downloads\n  ${table.join('\n  ')}\n`);
    expect(counts.get('download, exit code 0') ?? 0).toBeGreaterThan(downloads / 4);
  },
  Math.max(300_000, downloads * 5_000),
);

/** One backup, downloaded into a directory or a pipe. */
class RandomDownload {
  private directory = '';

  constructor(
    private readonly cloud: Simulator,
    private readonly dice: Dice,
    private readonly count: (what: string) => void,
  ) {}

  async run(): Promise<void> {
    const { cloud, dice } = this;
    const temporary = await temporaryDirectory();
    this.directory = temporary.path;
    const { cluster } = cloud.backups;
    const bytes = dice.happens(10) ? dice.from(16 * MB, 36 * MB) : dice.from(0, 2 * MB);
    cluster.files = cluster.files.map((file, index) => ({ ...file, bytes: bytes + index }));
    const rate = dice.from(0, 80);
    const fault = (request: RequestRecord) =>
      dice.happens(rate) ? this.randomFault(request) : undefined;
    cloud.inject({ action: 'GetObject', times: Infinity, fault });
    try {
      await (dice.happens(15) ? this.stream() : this.download());
    } finally {
      cloud.clearFaults();
      await temporary.remove();
    }
  }

  private async download(): Promise<void> {
    const { cloud, dice, directory } = this;
    if (dice.happens(15)) await this.stopped('SIGKILL');
    if (dice.happens(10)) await this.stopped('SIGINT');
    const { exitCode, stdout } = await this.command(this.toDirectory()).ended;
    this.count(`download, exit code ${exitCode}`);
    if (exitCode === 0) {
      await expectOnlyTheFiles(cloud, 'cluster', directory, 'any');
      await expectChecksums(stdout.toString(), directory);
    } else {
      await this.expectOnlyRightFiles();
    }
    cloud.clearFaults();
    const again = await this.command(this.toDirectory()).ended;
    expect({ again: again.exitCode, stderr: again.stderr }).toMatchObject({ again: 0 });
    await expectOnlyTheFiles(cloud, 'cluster', directory, 'any');
  }

  /** A download that a signal ends at some moment, unless it is faster. */
  private async stopped(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const requests = this.dice.from(1, 8);
    const { child, ended } = this.command(this.toDirectory());
    for (let seen = 0; seen < requests; seen += 1) {
      await Promise.race([this.cloud.nextRequest({ action: 'GetObject' }), ended]);
    }
    await pause(this.dice.from(0, 60));
    child.kill(signal);
    const { exitCode, stderr } = await ended;
    this.count(`${signal}, exit code ${exitCode ?? 'none'}`);
    if (exitCode === 130) expect(stderr).toContain('Interrupted.');
    await this.expectOnlyRightFiles();
  }

  /** One file to standard output: all of it, or an error and the beginning of it. */
  private async stream(): Promise<void> {
    const file = this.cloud.backups.cluster.files[0]!;
    const words = ['--output', '-', '--file', file.name];
    const { exitCode, stdout } = await this.command(words).ended;
    this.count(`stream, exit code ${exitCode}`);
    const { revision } = this.cloud.backups.cluster.files[0]!;
    const versions = Array.from({ length: revision }, (_, index) =>
      this.cloud.contentOf({ ...file, revision: index + 1 }),
    );
    const isRight = versions.some((content) =>
      stdout.equals(exitCode === 0 ? content : content.subarray(0, stdout.length)),
    );
    expect({ exitCode, isRight }).toEqual({ exitCode, isRight: true });
  }

  private toDirectory(): string[] {
    return ['--directory', this.directory, '--parallelism', String(this.dice.from(1, 6))];
  }

  private command(words: readonly string[]) {
    const { cloud } = this;
    const { id, instanceId } = cloud.backups.cluster;
    const endpoints = ['dds', 'iam', 'sts'].flatMap((name) => [
      ...['--endpoint', `${name}=${cloud.url}`],
    ]);
    const child = spawn(
      commandFile,
      ['download', id, '--instance', instanceId, ...endpoints, ...words],
      {
        env: { PATH: process.env.PATH, HW_METADATA_DISABLED: 'true', ...cloud.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: LONGEST,
        killSignal: 'SIGTRAP',
      },
    );
    const outputs = Promise.all([buffer(child.stdout), text(child.stderr)]);
    const ended = once(child, 'exit').then(async () => {
      const [stdout, stderr] = await outputs;
      expect(child.signalCode).not.toBe('SIGTRAP');
      this.expectClear(child.exitCode, stdout, stderr);
      return { exitCode: child.exitCode, stdout, stderr };
    });
    return { child, ended };
  }

  /** The exit code is one of those that are promised, an error has words, and nothing secret is shown. */
  private expectClear(exitCode: number | null, stdout: Buffer, stderr: string): void {
    expect([0, 1, 8, 130, null]).toContain(exitCode);
    expect(stderr).not.toContain('unexpected error');
    if (exitCode === 1 || exitCode === 8) expect(stderr).toMatch(/error: .*\w/);
    const { HW_SECRET_KEY: secretKey = '', HW_ACCESS_KEY: accessKey = '' } = this.cloud.environment;
    for (const shown of [stderr, stdout.toString('latin1')]) {
      for (const secret of [secretKey, accessKey, 'Signature=', 'AccessKeyId=']) {
        expect(secret !== '' && shown.includes(secret)).toBe(false);
      }
    }
  }

  private async expectOnlyRightFiles(): Promise<void> {
    const names = (await filesBelow(this.directory)).filter((name) => !name.startsWith('.'));
    for (const name of names) {
      await expectTheFile(this.cloud, 'cluster', join(this.directory, name), 'any');
    }
  }

  private randomFault({ range = '' }: RequestRecord): Fault | undefined {
    const { cloud, dice } = this;
    const [, from = '0', to = '0'] = /(\d+)-(\d+)/.exec(range) ?? [];
    const length = Number(to) - Number(from) + 1;
    const somewhere = dice.from(0, length);
    const faults: Readonly<Record<string, () => Fault | undefined>> = {
      reset: () => ({ kind: 'reset' }),
      'reset midway': () => ({ kind: 'reset', bytes: somewhere }),
      'cut body': () => ({ kind: 'truncate', bytes: somewhere }),
      throttle: () => ({
        kind: 'drip',
        bytes: Math.max(100_000, Math.ceil(length / 4)),
        milliseconds: 2,
      }),
      500: () => ({ kind: 'answer', status: 500 }),
      503: () => ({ kind: 'answer', status: 503, headers: { 'retry-after': '0' } }),
      429: () => ({ kind: 'answer', status: 429 }),
      delay: () => ({ kind: 'delay', milliseconds: dice.from(0, 20) }),
      '200 in place of 206': () => ({ kind: 'whole' }),
      'another range': () => ({
        kind: 'shift',
        from: -dice.from(0, 1000),
        to: dice.from(-1000, 1000),
      }),
      'no Content-Range': () => ({ kind: 'headers', headers: { 'content-range': null } }),
      'not HTTP': () => ({ kind: 'garbage' }),
      'page of a proxy': () => faulty.html(dice.happens(50) ? 200 : 502),
      'no length': () => ({ kind: 'headers', headers: { 'content-length': null } }),
      redirect: () => ({ kind: 'answer', status: 302, headers: { location: cloud.url } }),
      'link refused': () => faulty.accessDenied(),
      'links die': () => {
        cloud.linksHaveExpired();
        return undefined;
      },
      'object replaced': () => {
        const { files } = cloud.backups.cluster;
        if (dice.happens(30)) files[dice.from(0, files.length - 1)]!.revision += 1;
        return undefined;
      },
      ...(isLong && dice.happens(5) && { silence: () => ({ kind: 'stall', bytes: somewhere }) }),
    };
    const [name, fault] = Object.entries(faults)[dice.from(0, Object.keys(faults).length - 1)]!;
    this.count(`fault, ${name}`);
    return fault();
  }
}

/** The output is a list that sha256sum reads, of the files as they are. */
async function expectChecksums(listed: string, directory: string): Promise<void> {
  const names = await filesBelow(directory);
  const lines = names.map(async (name) => {
    const content = await readFile(join(directory, name));
    return `${createHash('sha256').update(content).digest('hex')}  ${name}`;
  });
  const expected = (await Promise.all(lines)).toSorted();
  expect(listed.trimEnd().split('\n').toSorted()).toEqual(expected);
}

/** Random numbers that a seed repeats (mulberry32). */
class Dice {
  constructor(private state: number) {}

  /** A whole number, both ends included. */
  from(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  happens(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
