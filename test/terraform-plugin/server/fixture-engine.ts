import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { createConnection } from 'node:net';

// Starts the provider given as first argument, as an engine does, and connects if the second is `connect`.
// Then it says so and lives until it is killed. The provider shares its standard error.

async function main(provider: string, connects: boolean): Promise<void> {
  const child = spawn(process.execPath, [provider], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  if (connects) {
    const path = line.toString().split('|')[3] ?? '';
    await once(
      connect('http://localhost', { createConnection: () => createConnection(path) }),
      'remoteSettings',
    );
  }
  process.stdout.write(`${line.toString().trim()}\n`);
}

void main(process.argv[2] ?? '', process.argv[3] === 'connect');
