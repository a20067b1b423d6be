/**
 * `npm run abuse`: what the packed provider makes of clients that break the protocol, and of engines that are killed.
 * Needs a build.
 *
 * Arguments choose abuses by a part of their names. Fails where the provider does.
 */
import { isDeepStrictEqual } from 'node:util';
import { killedEngines } from '../test/hostile/killed-engine';
import { type Abuse, abuses } from '../test/hostile/protocol-abuse';
import { RawProvider } from '../test/hostile/raw-provider';
import { unreadLog } from '../test/hostile/unread-log';
import setUp from '../test/shipped/set-up';
import { runScript } from './run-script';

/** Megabytes that a provider may have in the end; it starts with about 60. */
const MOST_MEMORY = 300;
const KILLS = 20;
const READS = 2000;

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  setUp();
  const isChosen = (name: string) =>
    chosen.length === 0 || chosen.some((part) => name.includes(part));
  for (const abuse of abuses) {
    if (isChosen(abuse.name)) report(abuse.name, await problemOf(abuse));
  }
  const killed = `an engine is killed at ${KILLS} moments of a plan, and of an apply`;
  const unread = `nobody ever reads standard error, with everything logged, during ${READS} reads`;
  if (isChosen(unread)) report(unread, await unreadLog(READS));
  if (isChosen(killed)) report(killed, (await killedEngines(KILLS)).join('; ') || undefined);
}

function report(name: string, problem: string | undefined): void {
  console.log(`${problem === undefined ? 'ok    ' : 'FAILED'}  ${name}`);
  if (problem === undefined) return;
  console.log(`        ${problem}`);
  process.exitCode = 1;
}

async function problemOf(abuse: Abuse): Promise<string | undefined> {
  const { env, expected, livesOn = true } = abuse;
  const provider = await RawProvider.start(env);
  try {
    const came = await abuse.commit(provider);
    if (!isDeepStrictEqual(came, expected)) return `${shown(came)} instead of ${shown(expected)}`;
    if (!livesOn) return undefined;
    if (!(await provider.serves())) return 'it no longer serves others';
    const memory = await provider.memory();
    return memory > MOST_MEMORY ? `it has ${memory.toFixed(0)} MB` : undefined;
  } finally {
    await provider.close();
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return value instanceof Set ? shown(Array.from(value)) : JSON.stringify(value);
}

void runScript(main);
