// What mutated sources are tested with: the project `sources`, without the watch over processes that are left open.
const path = require('node:path');
const [sources] = require('../../jest.config').projects;

const { MUTATION_TESTS } = process.env;

/** @type {import('jest').Config} */
module.exports = {
  ...sources,
  rootDir: path.join(__dirname, '..', '..'),
  testEnvironment: 'node',
  ...(MUTATION_TESTS && { testMatch: [`<rootDir>/${MUTATION_TESTS}`] }),
};
