/**
 * `npm run bench`: what start-up, a plan, memory, size and a download cost.
 *
 * Times are medians of runs that take turns, as ratios to something that does as little as possible, or the same work, on
 * the same machine at the same time: absolute times say more about the machine. Needs a build (`npm run build`) and an
 * engine. `npm run bench -- downloads` measures one part only.
 */
import { downloads } from './downloads';
import { plans } from './plans';
import { sizes } from './sizes';
import { startUp } from './start-up';

const parts = { 'start-up': startUp, plans, sizes, downloads };

async function main(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no part "${unknown}"; the parts are ${Object.keys(parts).join(', ')}.`,
    );
  }
  for (const [name, measure] of Object.entries(parts)) {
    if (chosen.length === 0 || chosen.includes(name)) await measure();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
