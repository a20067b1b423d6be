/** @type {import('jest').Config} */
module.exports = {
  // A test that fails may leave a simulated cloud open; the run must end nevertheless.
  forceExit: true,
  setupFiles: ['<rootDir>/test/environment.ts'],
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  moduleNameMapper: { '^cdktf-huaweicloud-dds$': '<rootDir>/lib' },
};
