/** Shared by every project: TypeScript by swc, `.sql` files as text, workspace packages from their sources. */
module.exports = {
  testEnvironment: 'node',
  // A guard against hanging for ever, not a claim about speed: machines are small and busy.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/**/*.spec.ts', '<rootDir>/**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  testEnvironmentOptions: {
    customExportConditions: ['@tributary/source', 'node', 'node-addons', 'require', 'default'],
  },
  transformIgnorePatterns: ['/node_modules/(?!@tributary/)'],
  transform: {
    '\\.sql$': require.resolve('./tools/jest-text-transform.cjs'),
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
};
