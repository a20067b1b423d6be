const os = require('node:os');
const path = require('node:path');

/** Tests that run the built, packed package; all others run the sources. */
const shipped = [
  'acceptance/',
  'cli/',
  'documents.test.ts',
  'documents/',
  'examples/',
  'hostile/',
  'provider/',
  'shipped/',
];
const project = process.env.SHIPPED_PROJECT ?? path.join(__dirname, 'build', 'shipped');

/** @type {import('jest').Config} */
const shared = {
  testEnvironment: '<rootDir>/test/watchful-environment.ts',
  setupFiles: ['<rootDir>/test/environment.ts'],
  roots: ['<rootDir>/test'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};

/** @type {import('jest').Config} */
module.exports = {
  // Much of the time a worker waits for an engine that it has started.
  maxWorkers: Math.ceil(os.availableParallelism() * 1.5),
  testTimeout: 120_000, // a bound against hanging, for machines that do other things as well; a project cannot set it
  projects: [
    {
      ...shared,
      displayName: 'sources',
      testMatch: ['**/*.test.ts'],
      // The first two have configurations of their own.
      testPathIgnorePatterns: ['kubernetes/', 'languages/', ...shipped].map(
        (name) => `<rootDir>/test/${name}`,
      ),
    },
    {
      ...shared,
      displayName: 'shipped',
      testMatch: shipped.map((name) => `<rootDir>/test/${name.replace(/\/$/, '/**/*.test.ts')}`),
      globalSetup: '<rootDir>/test/shipped/set-up.ts',
      moduleNameMapper: {
        '^cdktf-huaweicloud-dds$': path.join(project, 'node_modules', 'cdktf-huaweicloud-dds'),
      },
    },
  ],
};
