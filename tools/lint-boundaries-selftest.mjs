// Proves that the import boundaries bite: plants one forbidden import at a time, lints the file through Nx's project graph, expects a complaint.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const plants = [
  [
    'libs/contracts',
    "import { loadConfig } from '@tributary/service-kit';",
    'contracts must not import the kit',
  ],
  ['libs/contracts', "import pino from 'pino';", 'contracts imports zod and nothing else'],
  [
    'libs/sql-lineage',
    "import { createConsumer } from '@tributary/messaging';",
    'core must not import an adapter',
  ],
  ['libs/identity', "import pg from 'pg';", 'core must not import pg'],
  ['libs/service-kit', "import { source } from '@tributary/contracts';", 'the kit knows nothing of lineage'],
  ['libs/messaging', "import pg from 'pg';", 'only graph-store imports pg'],
  [
    'libs/collection',
    "import { startSqs } from '@tributary/aws-sandbox';",
    'the sandbox is for tests and standalone',
  ],
  ['apps/web', "import { analyze } from '@tributary/sql-lineage';", 'web sees contracts only'],
  [
    'apps/parser-worker',
    "import { x } from '../../lineage-writer/src/main';",
    'an app must not reach into another app',
  ],
];

execFileSync('npx', ['nx', 'show', 'projects'], { cwd: root, stdio: 'ignore' });
let silent = 0;
for (const [project, statement, rule] of plants) {
  const file = path.join(root, project, 'src', 'planted-boundary-violation.ts');
  // A room's first real code may not have come yet.
  const made = fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${statement}\n`);
  try {
    const run = spawnSync('npx', ['eslint', '--format', 'json', file], {
      cwd: path.join(root, project),
      encoding: 'utf8',
    });
    const [result] = JSON.parse(run.stdout || '[]');
    const caught = result?.messages.some(
      (m) => m.ruleId === '@nx/enforce-module-boundaries' || m.ruleId === 'no-restricted-imports',
    );
    if (!caught) silent += 1;
    process.stdout.write(`${caught ? 'caught' : 'MISSED'}  ${rule}: ${project}: ${statement}\n`);
  } finally {
    fs.rmSync(made ?? file, { force: true, recursive: true });
  }
}
process.exit(silent === 0 ? 0 : 1);
