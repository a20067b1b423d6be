import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { ENGINE_ENVIRONMENT } from '../../lib/terraform-plugin/testing/engine-environment';
import { providerExecutable } from '../../test/shipped/shipped-package';
import { builtGoPackage, ranGo } from './go-package';
import { type Suite } from './suite';

/** What a bare server on `node:http2` passes, on Node.js 20 to 24. */
const LEAST_PASSED = 131;
/** Milliseconds. */
const LONGEST_RUN = 300_000;

/**
 * The conformance tests of HTTP/2. The provider speaks it through `node:http2`, which fails some cases by itself; more
 * than those are a fault.
 */
export const h2spec: Suite = {
  name: 'h2spec',
  async run({ signal }) {
    const passed = await passedCases(
      builtGoPackage('github.com/summerwind/h2spec/cmd/h2spec'),
      signal,
    );
    const result = `${passed} passed, of which node:http2 passes ${LEAST_PASSED}`;
    if (passed < LEAST_PASSED) throw new Error(result);
    return result;
  },
};

async function passedCases(executable: string, signal: AbortSignal): Promise<number> {
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
    const args = ['--host', '127.0.0.1', '--port', String(port)];
    const { output } = await ranGo(executable, args, { timeout: LONGEST_RUN, signal });
    const [, passed] = /\d+ tests, (\d+) passed/.exec(output) ?? [];
    console.log(output.slice(output.indexOf('Failures:')));
    if (passed === undefined) throw new Error('h2spec did not come to its end.');
    return Number(passed);
  } finally {
    kept.destroy();
    relay.close();
    provider.kill('SIGTERM');
  }
}
