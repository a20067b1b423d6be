import { readFileSync } from 'node:fs';

/** Peak of the resident memory of a process so far, in MiB; 0 once it is gone, and where there is no /proc. */
export function peakOf(pid: number | string): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(textOf(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) / 1024;
}

/** The text of a file, empty if it cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
