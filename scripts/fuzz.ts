/**
 * `npm run fuzz`: tries the properties of `test/fuzz` with random values, one after the other, until the time is over
 * or one of them is wrong. Arguments choose properties by a part of their names.
 */
import { parseArgs } from 'node:util';
import { type Property } from '../test/fuzz/property';
import { subjects } from '../test/fuzz/subjects';

/** How long one property is tried before it is the next one's turn (milliseconds). */
const TURN = 1000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
    allowPositionals: true,
  });
  const end = Date.now() + wholeNumber('seconds', values.seconds) * 1000;
  const first =
    values.seed === undefined ? Date.now() & 0x7fff_ffff : wholeNumber('seed', values.seed);
  const chosen = chosenBy(positionals);
  if (chosen.length === 0) throw new Error('No property has such a name.');
  console.log(`seed ${first}`);
  const runs = new Map<string, number>();
  for (let seed = first; Date.now() < end; seed += 1) {
    for (const [name, property] of chosen) {
      const limit = Math.min(TURN, end - Date.now());
      if (limit <= 0) break;
      runs.set(name, (runs.get(name) ?? 0) + (await turn(name, property, seed, limit)));
    }
  }
  for (const [name, count] of runs) console.log(`${String(count).padStart(9)}  ${name}`);
}

function chosenBy(parts: readonly string[]): (readonly [name: string, Property])[] {
  return Object.entries(subjects)
    .flatMap(([subject, properties]) =>
      properties.map((property) => [`${subject}: ${property.title}`, property] as const),
    )
    .filter(([name]) => parts.length === 0 || parts.some((part) => name.includes(part)));
}

async function turn(name: string, property: Property, seed: number, limit: number) {
  try {
    return await property.check({
      seed,
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: limit,
    });
  } catch (error) {
    console.error(`${name}\nAgain: npm run fuzz -- --seed ${seed} ${JSON.stringify(name)}`);
    throw error;
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`--${name} takes a whole number.`);
  return Number(text);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
