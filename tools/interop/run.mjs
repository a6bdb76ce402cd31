// node tools/interop/run.mjs [--venv folder]: real producers of OpenLineage against a running standalone, and what the graph then shows. Not part of npm test.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.join(here, '..', '..');
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(`node tools/interop/run.mjs [--venv folder]

Posts with openlineage-python (gzip) and dbt-ol on duckdb to a standalone of its own, and checks the columns in its graph.
Needs Python 3 and a built workspace (npm run build). --venv: a virtual environment to use (made and filled if it is not there).`);
  process.exit(0);
}
const main = path.join(root, 'apps', 'standalone', 'dist', 'main.js');
if (spawnSync('python3', ['--version']).status !== 0) {
  console.log('skipped: there is no python3');
  process.exit(0);
}
if (!fs.existsSync(main)) {
  console.error('apps/standalone is not built: npm run build');
  process.exit(2);
}

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'tributary-interop-'));
const venv = args.includes('--venv')
  ? path.resolve(args[args.indexOf('--venv') + 1])
  : path.join(work, 'venv');
const bin = (name) => path.join(venv, 'bin', name);
/** Above 1.9 dbt-core builds a parser from sources that it fetches by itself. */
const packages = ['openlineage-python', 'openlineage-dbt', 'dbt-core>=1.8,<1.10', 'dbt-duckdb>=1.8,<1.10'];

function run(command, parameters, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${path.basename(command)} ended with ${status}:\n${stdout}${stderr}`);
}

let standalone;
let red = 0;
try {
  if (!fs.existsSync(bin('dbt-ol'))) {
    run('python3', ['-m', 'venv', venv]);
    run(bin('pip'), ['install', '--quiet', ...packages]);
  }
  standalone = spawn(
    process.execPath,
    [main, '--data-dir', path.join(work, 'data'), '--no-sample', '--no-feed'],
    {
      stdio: 'ignore',
    },
  );
  const running = path.join(work, 'data', 'running.json');
  while (!fs.existsSync(running)) {
    if (standalone.exitCode !== null) throw new Error(`standalone ended with ${standalone.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { gateway, ui } = JSON.parse(fs.readFileSync(running, 'utf8'));
  const env = {
    ...process.env,
    OPENLINEAGE_URL: gateway,
    OPENLINEAGE_NAMESPACE: 'interop',
    DBT_PROFILES_DIR: work,
  };

  run(bin('python'), [path.join(here, 'python-client.py')], { env });
  const project = path.join(work, 'dbt');
  fs.cpSync(path.join(here, 'dbt-shop'), project, { recursive: true });
  fs.writeFileSync(
    path.join(work, 'profiles.yml'),
    `shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: '${path.join(work, 'shop.duckdb')}'}\n`,
  );
  run(bin('dbt-ol'), ['run', '--project-dir', project], {
    env: { ...env, PATH: `${path.join(venv, 'bin')}:${env.PATH}` },
    cwd: project,
  });

  const expected = [
    ['openlineage-python', ['copy.name <- cats.name']],
    ['dbt-ol on duckdb', ['revenue.total <- orders.amount']],
  ];
  for (const [producer, edges] of expected) {
    const missing = await missingEdges(ui, edges);
    if (missing.length > 0) red += 1;
    console.log(
      `${missing.length === 0 ? 'ok ' : 'red'} ${producer}${missing.length === 0 ? '' : `: missing ${missing.join(', ')}`}`,
    );
  }
} catch (error) {
  console.error(error.message);
  red += 1;
} finally {
  if (standalone !== undefined && standalone.exitCode === null) {
    const ended = new Promise((resolve) => standalone.once('close', resolve));
    standalone.kill('SIGTERM');
    await ended;
  }
  fs.rmSync(work, { recursive: true, force: true });
}
process.exit(red === 0 ? 0 : 1);

/** Those of `a.x <- b.y` that are not in the graph within half a minute. */
async function missingEdges(ui, edges) {
  for (let tries = 0; ; tries += 1) {
    const lines = (await (await fetch(`${ui}/v1/export`)).text()).split('\n').filter(Boolean);
    const found = new Set(
      lines
        .map((line) => JSON.parse(line))
        .filter(({ record }) => record === 'edge')
        .map(written),
    );
    const missing = edges.filter((edge) => !found.has(edge));
    if (missing.length === 0) return [];
    if (tries === 60) return [...missing, `there: ${[...found].join(', ')}`];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function written({ from, to }) {
  const end = ({ name, column }) => `${name.split(/[./]/).at(-1)}.${column}`;
  return `${end(to)} <- ${end(from)}`;
}
