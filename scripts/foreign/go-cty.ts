import {
  difference,
  lineFor,
  ourValues,
  throughOurs,
  type TypedValue,
} from '../../test/foreign/go-cty/values';
import { builtGoPackage, ranGo } from './go-package';
import { type Suite } from './suite';

/** In each direction. */
const VALUES = 20_000;
/** Milliseconds. */
const LONGEST_RUN = 300_000;
/** How many faults are shown. */
const SHOWN = 10;

/** What go-cty encodes means the same to us, and the other way round. */
export const goCty: Suite = {
  name: 'go-cty',
  async run({ signal, seed }) {
    const executable = builtGoPackage('./go-cty');
    const lines = async (args: readonly string[], input: readonly string[] = []) => {
      const options = { input: input.join('\n'), timeout: LONGEST_RUN, signal };
      const { output, succeeded } = await ranGo(executable, args, options);
      if (!succeeded) throw new Error('go-cty did not come to its end.');
      return output.split('\n').slice(0, -1);
    };
    const faults = [...(await ofGo(lines, seed)), ...(await ofOurs(lines, seed))];
    for (const fault of faults.slice(0, SHOWN)) console.log(fault.slice(0, 2000));
    if (faults.length === 0) {
      return `${VALUES} values of go-cty and ${VALUES} of ours are the same on the other side (seed ${seed})`;
    }
    throw new Error(
      `${faults.length} values differ, see above; again: npm run test:foreign -- go-cty --seed ${seed}`,
    );
  },
};

type Lines = (args: readonly string[], input?: readonly string[]) => Promise<string[]>;

/** go-cty encodes, ours decodes and encodes, go-cty decodes. */
async function ofGo(lines: Lines, seed: number): Promise<string[]> {
  const which = [String(seed), String(VALUES)];
  const values = await lines(['values', ...which]);
  if (values.length !== VALUES) throw new Error(`go-cty made ${values.length} values.`);
  return lines(['same', ...which], values.map(throughOurs));
}

/** Ours encodes, go-cty decodes and encodes, ours decodes. */
async function ofOurs(lines: Lines, seed: number): Promise<string[]> {
  const values: readonly TypedValue[] = ourValues(seed, VALUES);
  const answers = await lines(['again'], values.map(lineFor));
  return values.flatMap((value, index) => difference(value, answers[index] ?? '') ?? []);
}
