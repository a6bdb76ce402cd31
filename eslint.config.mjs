import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// Import direction (docs/ARCHITECTURE.md, "Workspace"): contracts <- core <- adapters <- apps <- e2e;
// service-kit <- adapters, apps; web sees contracts only; testing libs from tests only.
const only = (sourceTag, onlyDependOnLibsWithTags, extra = {}) => ({
  sourceTag,
  onlyDependOnLibsWithTags,
  ...extra,
});

const boundaries = (...also) => [
  'error',
  {
    allow: [],
    enforceBuildableLibDependency: false,
    depConstraints: [
      only(
        'type:contract',
        ['type:contract', ...also],
        also.length ? {} : { allowedExternalImports: ['zod'] },
      ),
      only('type:kit', ['type:kit', ...also]),
      only('type:core', ['type:core', 'type:contract', ...also], {
        bannedExternalImports: ['@aws-sdk/*', 'pg', 'express', 'pino'],
      }),
      only('type:adapter', ['type:contract', 'type:core', 'type:kit', 'type:adapter', ...also]),
      only('type:app', ['type:contract', 'type:core', 'type:adapter', 'type:kit', ...also]),
      only('type:testing', ['type:contract', 'type:core', 'type:kit', 'type:adapter', 'type:testing']),
      only('type:e2e', ['*']),
      only('platform:any', ['platform:any', ...(also.length ? ['platform:node'] : [])]),
      only('platform:browser', ['type:contract', 'platform:browser', ...also]),
    ],
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    languageOptions: { parser: tseslint.parser },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx', '**/test/**/*.ts', '**/test/**/*.tsx'],
    rules: { '@nx/enforce-module-boundaries': boundaries('type:testing'), 'no-console': 'off' },
  },
  // One room talks to Postgres; everyone else goes through graph-store (sandbox, test and start-up tooling aside).
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: [
      '**/libs/graph-store/**',
      '**/libs/aws-sandbox/**',
      '**/libs/testing/**',
      '**/apps/standalone/**',
      '**/apps/e2e/**',
      '**/*.spec.ts',
      '**/test/**',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'pg', message: 'Only libs/graph-store talks to Postgres.' }] },
      ],
    },
  },
  // standalone is the sandbox's other consumer: it runs the embedded parts for real.
  {
    files: ['**/apps/standalone/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries('type:testing') },
  },
);
