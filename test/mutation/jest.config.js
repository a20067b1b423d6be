// What mutated sources are tested with: the projects of the suite, without the watch over what is left open.
const { projects, testTimeout } = require('../../jest.config');

const [sources, shipped] = projects;

const { MUTATION_TESTS = '' } = process.env;
const { globalSetup, ...installed } = shipped; // sandbox.ts makes the project that it would make
const ofCommand = MUTATION_TESTS.startsWith('test/cli');

/** @type {import('jest').Config} */
module.exports = {
  ...(ofCommand ? installed : sources),
  testTimeout,
  rootDir: `${__dirname}/../..`,
  testEnvironment: '<rootDir>/test/mutation/environment.js',
  testMatch: [`<rootDir>/${MUTATION_TESTS}`],
};
