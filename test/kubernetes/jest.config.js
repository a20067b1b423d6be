const { projects } = require('../../jest.config.js');

/** What needs descriptions of Kubernetes and of its provider, which are large: `npm run test:kubernetes`. */
module.exports = {
  ...projects[0],
  displayName: 'kubernetes',
  rootDir: '../..',
  roots: ['<rootDir>/test/kubernetes'],
  testPathIgnorePatterns: [],
  testTimeout: 300_000, // pip and npm fetch what the tests compare with
};
