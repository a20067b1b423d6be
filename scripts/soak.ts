/**
 * `npm run soak -- --minutes 10`: reads at full rate through the packed provider, against the simulator. Needs a build.
 *
 * Prints memory and file descriptors of the provider; fails where memory grows by more than 1 MB a minute after the
 * first third, or where descriptors grow.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Simulator, startSimulator } from '../lib/simulator/simulator';
import { Engine } from '../lib/terraform-plugin/testing/engine';
import { ProviderProcess } from '../lib/terraform-plugin/testing/provider-process';
import setUp from '../test/shipped/set-up';
import { providerExecutable } from '../test/shipped/shipped-package';
import { runScript } from './run-script';

const AT_A_TIME = 10;
/** Milliseconds. */
const INTERVAL = 5000;
/** Megabytes a minute. */
const MOST_GROWTH = 1;

interface Sample {
  /** Since the start. */
  readonly minutes: number;
  readonly megabytes: number;
  readonly descriptors: number;
}

async function main(signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error('--minutes takes a number above 0.');
  setUp();
  const cloud = await startSimulator();
  const provider = await ProviderProcess.start(providerExecutable, {
    ...cloud.environment,
    TF_LOG: '',
  });
  try {
    const { samples, reads } = await soaked(cloud, provider, minutes, signal);
    report(samples, reads);
  } finally {
    await provider.end();
    await cloud.close();
  }
}

async function soaked(
  cloud: Simulator,
  provider: ProviderProcess,
  minutes: number,
  signal: AbortSignal,
) {
  const engine = new Engine(provider.call, 'dds_backup_download_links');
  const { id, instanceId } = cloud.backups.cluster;
  const problems = await engine.configure({ endpoints: cloud.endpoints });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const samples: Sample[] = [];
  const start = performance.now();
  let reads = 0;
  const sample = () => {
    samples.push(sampleOf(provider.pid, (performance.now() - start) / 60_000));
  };
  const timer = setInterval(sample, INTERVAL);
  const readOnAndOn = async () => {
    while (performance.now() - start < minutes * 60_000 && !signal.aborted) {
      const { diagnostics } = await engine.read({ instance_id: instanceId, backup_id: id });
      if (diagnostics.length > 0) throw new Error(diagnostics.join('\n'));
      reads += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, readOnAndOn));
  } finally {
    clearInterval(timer);
  }
  signal.throwIfAborted();
  return { samples, reads };
}

/** https://docs.kernel.org/filesystems/proc.html */
function sampleOf(pid: number, minutes: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    minutes,
    megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
}

function report(samples: readonly Sample[], reads: number): void {
  const warm = samples.slice(Math.floor(samples.length / 3));
  const [first] = warm;
  const last = warm.at(-1);
  if (first === undefined || last === undefined || warm.length < 3) {
    throw new Error('The time is too short to tell anything.');
  }
  const growth = slopeOf(warm);
  for (const { minutes, megabytes, descriptors } of samples.filter((_, i) => i % 6 === 0)) {
    console.log(
      `${minutes.toFixed(1).padStart(5)} min  ${megabytes.toFixed(1)} MB  ${descriptors} descriptors`,
    );
  }
  const opened = last.descriptors - first.descriptors;
  console.log(
    `${reads} reads; memory ${growth.toFixed(2)} MB a minute (at most ${MOST_GROWTH}), ` +
      `descriptors ${opened > 0 ? '+' : ''}${opened}, after the first third.`,
  );
  if (growth > MOST_GROWTH || opened > AT_A_TIME) process.exitCode = 1;
}

/** Megabytes a minute: the line with the least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = mean(samples.map(({ minutes }) => minutes));
  const level = mean(samples.map(({ megabytes }) => megabytes));
  const covariance = mean(samples.map((one) => (one.minutes - middle) * (one.megabytes - level)));
  return covariance / mean(samples.map(({ minutes }) => (minutes - middle) ** 2));
}

void runScript(main);
