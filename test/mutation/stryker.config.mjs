// Of scripts/test-mutation.ts, which says what is mutated and tested.
const { MUTATED = '', MUTATION_RESULTS = '' } = process.env;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: JSON.parse(MUTATED),
  // What a message says is pinned where it matters; a changed letter is not a fault of the kind that is looked for.
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: ['test-files', 'sample', 'unnoticed'].map((name) => `./test/mutation/${name}.mjs`),
  testRunner: 'test-files',
  checkers: ['sample'],
  buildCommand: 'node --import tsx test/mutation/sandbox.ts',
  coverageAnalysis: 'perTest',
  concurrency: 1,
  maxTestRunnerReuse: 100, // what is left open by faults takes memory
  // On a busy machine a slow run is no endless loop.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 20,
  ignorePatterns: ['/build', '/coverage', '/dist', '/docs', '/site', '/test/mutation/node_modules'],
  tempDirName: 'coverage/mutation/sandbox',
  incremental: true,
  incrementalFile: MUTATION_RESULTS,
  reporters: ['unnoticed'],
  warnings: { slow: false },
};
