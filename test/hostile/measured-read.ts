import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Engine } from '../../lib/terraform-plugin/testing/engine';
import { ProviderProcess } from '../../lib/terraform-plugin/testing/provider-process';
import { providerExecutable } from '../shipped/shipped-package';
import { type HostileAnswer } from './hostile-answers';

/** How long a read of what is no answer may take by its `timeouts`, in seconds. */
export const READ_TIMEOUT = 5;

/** What one read cost the packed provider. */
export interface MeasuredRead {
  /** `read`, or the first diagnostic. */
  readonly said: string;
  /** Most memory it ever had, above what it had before the read; undefined elsewhere than on Linux. */
  readonly megabytes: number | undefined;
  /** Longest time in which the event loop did nothing else. */
  readonly blockedMilliseconds: number;
  readonly seconds: number;
}

/** Reads from a server that gives this answer to every request. */
export async function measuredRead(answer: HostileAnswer): Promise<MeasuredRead> {
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, serving(answer));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-hostile-'));
  const gaps = path.join(folder, 'gaps');
  const provider = await ProviderProcess.start(providerExecutable, {
    NODE_OPTIONS: `--require "${path.join(__dirname, 'loop-gaps.cjs')}"`,
    LOOP_GAPS: gaps,
  });
  try {
    const dds = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const read = await configured(provider, dds, answer);
    writeFileSync(`${gaps}.reset`, '');
    while (existsSync(`${gaps}.reset`)) await pause(10);
    const before = memoryOf(provider, 'VmRSS');
    const start = performance.now();
    const said = await read();
    const seconds = (performance.now() - start) / 1000;
    const peak = memoryOf(provider, 'VmHWM');
    await pause(100); // the loop's last gap is noted after it
    const blockedMilliseconds = existsSync(gaps) ? Number(readFileSync(gaps, 'utf8')) : 0;
    const megabytes = peak === undefined || before === undefined ? undefined : peak - before;
    return { said, megabytes, blockedMilliseconds, seconds };
  } finally {
    await provider.end();
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}

function serving({ status = 200, headers = {}, body, write }: HostileAnswer): RequestListener {
  const text = body?.();
  return (_, response) => {
    response.writeHead(status, headers);
    if (write) write(response);
    else response.end(text);
  };
}

async function configured(
  { call }: ProviderProcess,
  dds: string,
  { kind = 'links', isFine = false }: HostileAnswer,
): Promise<() => Promise<string>> {
  const engine = new Engine(call, kind === 'links' ? 'dds_backup_download_links' : 'dds_backups');
  const unusable = await engine.configure({
    ...{ region: 'eu-west-101', project_id: 'a'.repeat(32), endpoints: { dds } },
    ...{ access_key: 'AK', secret_key: 'SK', max_retries: 0n },
  });
  if (unusable.length > 0) throw new Error(unusable.join());
  const ids = { instance_id: `${'a'.repeat(32)}in02`, backup_id: `${'b'.repeat(32)}br02` };
  return async () => {
    const timeouts = { read: isFine ? '1m' : `${READ_TIMEOUT}s` };
    const { diagnostics } = await engine.read({ ...(kind === 'links' && ids), timeouts });
    return diagnostics[0] ?? 'read';
  };
}

/** In megabytes: https://docs.kernel.org/filesystems/proc.html */
function memoryOf({ pid }: ProviderProcess, field: 'VmRSS' | 'VmHWM'): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(file, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
