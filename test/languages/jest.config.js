const { projects } = require('../../jest.config.js');

/** What `npm run package` has made, used from other languages and other CDKs: `npm run test:languages`. */
module.exports = {
  ...projects[0],
  displayName: 'languages',
  rootDir: '../..',
  roots: ['<rootDir>/test/languages'],
  testPathIgnorePatterns: [],
  testTimeout: 300_000, // the tools of other languages fetch what they need
};
