/**
 * `npm run test:foreign`: what programs and libraries of others, built by Go, say of the packed provider and of our code
 * for values. Needs a build.
 *
 * Names (`-- h2spec`) take only these suites, and fail where one cannot run.
 */
import setUp from '../test/shipped/set-up';
import { goPluginClient } from './foreign/go-plugin-client';
import { h2spec } from './foreign/h2spec';
import { NotRun, type Suite } from './foreign/suite';
import { runScript } from './run-script';

const suites: readonly Suite[] = [h2spec, goPluginClient];

async function main(signal: AbortSignal): Promise<void> {
  const required = process.argv.slice(2);
  const names = suites.map(({ name }) => name);
  const unknown = required.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(', ')}: choose among ${names.join(', ')}`);
  }
  setUp();
  const report: string[] = [];
  for (const suite of suites) {
    if (required.length > 0 && !required.includes(suite.name)) continue;
    console.log(`\n=== ${suite.name}`);
    const { said, isBad } = await outcomeOf(suite, signal);
    report.push(`  ${suite.name.padEnd(Math.max(...names.map(({ length }) => length)))}  ${said}`);
    if (isBad || (said.startsWith('NOT RUN') && required.length > 0)) process.exitCode = 1;
  }
  console.log(`\n${report.join('\n')}`);
}

async function outcomeOf(
  suite: Suite,
  signal: AbortSignal,
): Promise<{ said: string; isBad: boolean }> {
  try {
    return { said: await suite.run(signal), isBad: false };
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return error instanceof NotRun
      ? { said: `NOT RUN: ${reason}`, isBad: false }
      : { said: `FAILED: ${reason}`, isBad: true };
  }
}

void runScript(main);
