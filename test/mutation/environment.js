// The environment of one file of tests: tells the mutated sources which fault to commit, and the runner what was reached.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class MutationEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.testPath = context.testPath;
    /** Of Stryker's: what the mutated sources read and write. */
    this.global.__stryker__ = { ...globalThis.mutation.chosen };
  }

  async teardown() {
    globalThis.mutation.reached.set(this.testPath, this.global.__stryker__.mutantCoverage?.static);
    await super.teardown();
  }
};
