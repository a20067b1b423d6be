/**
 * `npm run test:foreign`: h2spec, which Go builds, against the packed provider. Needs a build.
 *
 * The provider speaks HTTP/2 through `node:http2`, which fails some cases by itself; more than those fail the script.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { ENGINE_ENVIRONMENT } from '../lib/terraform-plugin/testing/engine-environment';
import setUp from '../test/shipped/set-up';
import { providerExecutable } from '../test/shipped/shipped-package';
import { runScript } from './run-script';

const H2SPEC = 'github.com/summerwind/h2spec/cmd/h2spec@v2.2.1+incompatible';
/** What a bare server on `node:http2` passes, on Node.js 20 to 24. */
const LEAST_PASSED = 131;
/** Milliseconds. */
const BUILD_TIMEOUT = 300_000;
const RUN_TIMEOUT = 300_000;

async function main(signal: AbortSignal): Promise<void> {
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (go.status !== 0) {
    console.log('NOT RUN: h2spec, because the Go toolchain is not installed.');
    return;
  }
  setUp();
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-foreign-'));
  try {
    const passed = await h2spec(built(folder), signal);
    console.log(`h2spec: ${passed} passed, of which node:http2 passes ${LEAST_PASSED}.`);
    if (passed < LEAST_PASSED) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function built(folder: string): string {
  const { status, stderr } = spawnSync('go', ['install', H2SPEC], {
    env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' },
    encoding: 'utf8',
    timeout: BUILD_TIMEOUT,
  });
  if (status !== 0) throw new Error(`h2spec was not built:\n${stderr}`);
  return path.join(folder, 'h2spec');
}

async function h2spec(executable: string, signal: AbortSignal): Promise<number> {
  const provider = spawn(providerExecutable, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...ENGINE_ENVIRONMENT, PLUGIN_CLIENT_CERT: undefined },
  });
  const [line] = (await once(createInterface(provider.stdout), 'line')) as [string];
  const socket = line.split('|')[3] ?? '';
  const kept = connect(socket); // the provider ends with its last client
  // h2spec knows no Unix sockets.
  const relay = createServer((incoming) => {
    const outgoing = connect(socket);
    incoming.pipe(outgoing).pipe(incoming);
    for (const end of [incoming, outgoing]) end.on('error', () => end.destroy());
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = relay.address() as AddressInfo;
    const run = spawn(executable, ['--host', '127.0.0.1', '--port', String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: RUN_TIMEOUT,
      signal,
    });
    const said = await text(run.stdout);
    const [, passed] = /\d+ tests, (\d+) passed/.exec(said) ?? [];
    console.log(said.slice(said.indexOf('Failures:')));
    if (passed === undefined) throw new Error('h2spec did not come to its end.');
    return Number(passed);
  } finally {
    kept.destroy();
    relay.close();
    provider.kill('SIGTERM');
  }
}

void runScript(main);
