import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ENGINE_ENVIRONMENT } from '../../../lib/terraform-plugin/testing/engine-environment';
import { type FixtureClient } from './fixture-client';
import { Workshop } from './started-provider';

/** For one file of tests that start the provider of `fixture-provider.ts`. */
export const workshop = new Workshop();
export const provider = workshop.bundle('fixture-provider');
const clients: FixtureClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => workshop.close());

/** As an engine starts it. */
export function start(env: NodeJS.ProcessEnv = {}) {
  return workshop.start(provider, { ...ENGINE_ENVIRONMENT, ...env });
}

/** The client is closed after the test. */
export function closedAfterTest<C extends FixtureClient>(client: C): C {
  clients.push(client);
  return client;
}

export async function startAndConnect(env: NodeJS.ProcessEnv = {}, options: object = {}) {
  const process = start(env);
  const client = closedAfterTest(await process.connect(undefined, options));
  return { process, client };
}

/** The path of a pipe to which nobody writes: opening it for reading waits for ever. */
export function pipe(): string {
  const path = join(workshop.folder, `pipe-${(pipes += 1)}`);
  execFileSync('mkfifo', [path]);
  return path;
}
let pipes = 0;
