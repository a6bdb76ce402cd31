module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'e2e',
  testTimeout: 420_000,
  setupFilesAfterEnv: ['<rootDir>/src/support/stop-leftovers.ts'],
};
