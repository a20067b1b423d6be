/**
 * `npm run test:foreign`: what programs and libraries of others, built by Go, say of the packed provider and of our code
 * for values. Needs a build.
 *
 * Names (`-- h2spec`) take only these suites, and fail where one cannot run. `--seed` repeats what was random.
 */
import { parseArgs } from 'node:util';
import setUp from '../test/shipped/set-up';
import { goCty } from './foreign/go-cty';
import { goPluginClient } from './foreign/go-plugin-client';
import { h2spec } from './foreign/h2spec';
import { pluginTesting } from './foreign/plugin-testing';
import { NotRun, type Suite, type SuiteOptions } from './foreign/suite';
import { runScript } from './run-script';

const suites: readonly Suite[] = [h2spec, goPluginClient, goCty, pluginTesting];

async function main(signal: AbortSignal): Promise<void> {
  const { values, positionals: required } = parseArgs({
    options: { seed: { type: 'string', default: String(Date.now() % 2 ** 31) } },
    allowPositionals: true,
  });
  if (!/^\d{1,10}$/.test(values.seed)) throw new Error('--seed takes a whole number.');
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
    const { said, isBad } = await outcomeOf(suite, { signal, seed: Number(values.seed) });
    report.push(`  ${suite.name.padEnd(Math.max(...names.map(({ length }) => length)))}  ${said}`);
    if (isBad || (said.startsWith('NOT RUN') && required.length > 0)) process.exitCode = 1;
  }
  console.log(`\n${report.join('\n')}`);
}

async function outcomeOf(
  suite: Suite,
  options: SuiteOptions,
): Promise<{ said: string; isBad: boolean }> {
  try {
    return { said: await suite.run(options), isBad: false };
  } catch (error) {
    options.signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return error instanceof NotRun
      ? { said: `NOT RUN: ${reason}`, isBad: false }
      : { said: `FAILED: ${reason}`, isBad: true };
  }
}

void runScript(main);
