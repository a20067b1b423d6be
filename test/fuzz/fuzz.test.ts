import { subjects } from './subjects';

describe.each(Object.entries(subjects))('%s', (_, properties) => {
  test.each(properties.map((property) => [property.title, property] as const))(
    '%s',
    async (_title, property) => {
      await property.check({ numRuns: property.runs });
    },
  );
});
