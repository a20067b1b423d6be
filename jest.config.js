/** @type {import('jest').Config} */
module.exports = {
  setupFiles: ['<rootDir>/test/environment.ts'],
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  moduleNameMapper: { '^cdktf-huaweicloud-dds$': '<rootDir>/lib' },
};
