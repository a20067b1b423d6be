// Of scripts/test-mutation.ts, which says what is mutated and tested.
const { MUTATED = '', MUTATION_TESTS = '', MUTATION_RESULTS = '' } = process.env;

/** These tests start processes, in which nobody sees which line is reached: each fault is tried with all of them. */
const startsProcesses = MUTATION_TESTS.startsWith('test/terraform-plugin/server/');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [MUTATED],
  // What a message says is pinned where it matters; a changed letter is not a fault of the kind that is looked for.
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
  coverageAnalysis: startsProcesses ? 'off' : 'perTest',
  concurrency: 1,
  // On a busy machine a slow run is no endless loop.
  timeoutMS: 10_000,
  ignorePatterns: ['/build', '/coverage', '/dist', '/docs', '/test/mutation/node_modules'],
  tempDirName: 'coverage/mutation/sandbox',
  incremental: true,
  incrementalFile: `${MUTATION_RESULTS}.json`,
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
  warnings: { slow: false },
};
