import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { FixtureClient } from './fixture-client';

// Starts the provider given as first argument, as an engine does. If there are more arguments it connects, and calls
// the function of that name. Then it says where the provider listens, and lives until it is killed. The provider
// shares its standard error.

async function main(provider: string, behaviour?: string, argument = ''): Promise<void> {
  const child = spawn(process.execPath, [provider], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  if (behaviour !== undefined) {
    const client = new FixtureClient(line.toString().split('|')[3] ?? '', undefined, undefined, {});
    await client.callFunction('echo');
    client.beginFunction(behaviour, Buffer.from(argument)).result.catch(() => undefined);
  }
  process.stdout.write(`${line.toString().trim()}\n`);
  setInterval(() => undefined, 60_000);
}

void main(process.argv[2] ?? '', process.argv[3], process.argv[4]);
