import { readdirSync, readFileSync } from 'node:fs';
import { provider } from './built';

/** What a process has used so far. */
export interface Usage {
  /** MiB of resident memory, at its most. */
  readonly peak: number;
  /** Milliseconds of processor time, in steps of ten. */
  readonly cpu: number;
}

/** Milliseconds between two looks. */
const PAUSE = 10;
/** Milliseconds of processor time that the kernel counts as one. */
const TICK = 10;

/** What each process of our provider used that ran during `work`; none where there is no /proc. */
export async function usageDuring(work: () => Promise<unknown>): Promise<Usage[]> {
  const seen = new Map<string, Usage>();
  const look = () => {
    for (const pid of processes()) {
      const peak = peakOf(pid);
      if (peak > 0) seen.set(pid, { peak, cpu: cpuOf(pid) });
    }
  };
  const timer = setInterval(look, PAUSE);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return [...seen.values()];
}

/** Peak of the resident memory of a process so far, in MiB; 0 once it is gone, and where there is no /proc. */
export function peakOf(pid: number | string): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(textOf(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) / 1024;
}

function processes(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(provider));
}

/** Fields 14 and 15 of its `stat`, after the name, which may hold anything. */
function cpuOf(pid: string): number {
  const [user, system] = textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ').slice(11) ?? [];
  return (Number(user ?? 0) + Number(system ?? 0)) * TICK;
}

/** The text of a file, empty if it cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
