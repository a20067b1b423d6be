// The same values in every run: no commit fails for values that it has nothing to do with. `npm run fuzz` finds new ones.
import { subjects } from './subjects';

const SEED = 1;

describe.each(Object.entries(subjects))('%s', (_, properties) => {
  test.each(properties.map((property) => [property.title, property] as const))(
    '%s',
    async (_title, property) => {
      await property.check({ numRuns: property.runs, seed: SEED });
    },
  );
});
