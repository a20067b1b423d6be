/**
 * `npm run bench`: what start-up, plans, memory, constructs, sizes and downloads cost, as the table of BENCHMARKS.md.
 *
 * Times are medians of runs that take turns, as ratios to something that does as little as possible, or the same work, on
 * the same machine at the same time: absolute times say more about the machine. Needs a build (`npm run build`) and an
 * engine. `npm run bench -- downloads` measures one part only.
 */
import { cpus, totalmem } from 'node:os';
import { constructs } from './constructs';
import { downloads } from './downloads';
import { memory } from './memory';
import { plans } from './plans';
import { tableLine } from './row';
import { sizes } from './sizes';
import { startUp } from './start-up';

const parts = { 'start-up': startUp, plans, memory, constructs, sizes, downloads };

async function main(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no part "${unknown}"; the parts are ${Object.keys(parts).join(', ')}.`,
    );
  }
  delete process.env.NODE_EXTRA_CA_CERTS; // with it Node 20 starts in twice the time, but our provider does not
  const [processor] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  console.log(
    `${cpus().length} × ${processor?.model ?? 'unknown processor'}, ${memory}, Node ${process.versions.node}\n`,
  );
  console.log('| what | measured | target | |\n|---|---|---|---|');
  for (const [name, measure] of Object.entries(parts)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    for (const row of await measure()) console.log(tableLine(row));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
