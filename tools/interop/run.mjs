// node tools/interop/run.mjs: real producers of OpenLineage against a running standalone, and what the graph then shows. Not part of npm test; --help tells more.
import { execFile, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const root = path.join(here, '..', '..');
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(`node tools/interop/run.mjs [--venv folder] [--spec folder] [--without-spark]

Posts with openlineage-python (gzip, both transports), dbt-ol on duckdb and Spark with OpenLineage's listener to a standalone of its own, and checks the
columns in its graph. Needs Python 3 and a built workspace (npm run build); Spark needs Java and Maven too, and is skipped without them.
--venv   a virtual environment to use (made and filled if it is not there)
--spec   the folder spec of OpenLineage's sources: checks what the standalone exports as OpenLineage against the schemas there`);
  process.exit(0);
}
const has = (command) => spawnSync(command, ['-version']).status === 0;
const valueOf = (flag) => (args.includes(flag) ? path.resolve(args[args.indexOf(flag) + 1]) : null);
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
const venv = valueOf('--venv') ?? path.join(work, 'venv');
const spec = valueOf('--spec');
const withSpark = !args.includes('--without-spark') && has('java') && has('mvn');
const bin = (name) => path.join(venv, 'bin', name);
/** Above 1.9 dbt-core builds a parser from sources that it fetches by itself. */
const packages = [
  'openlineage-python',
  'openlineage-dbt',
  'dbt-core>=1.8,<1.10',
  'dbt-duckdb>=1.8,<1.10',
  ...(spec === null ? [] : ['jsonschema']),
  ...(withSpark ? ['pyspark==3.5.*'] : []),
];
const sparkListener = { name: 'openlineage-spark_2.12', version: '1.37.0' };

/** Not in one go: a server closes connections that we would not hear of in the meantime. */
async function run(command, parameters, options = {}) {
  await promisify(execFile)(command, parameters, { maxBuffer: 64 * 1_048_576, ...options }).catch((error) => {
    throw new Error(`${path.basename(command)} ended with ${error.code}:\n${error.stdout}${error.stderr}`);
  });
}

let standalone;
let red = 0;
try {
  if (!fs.existsSync(bin('dbt-ol'))) await run('python3', ['-m', 'venv', venv]);
  await run(bin('pip'), ['install', '--quiet', ...packages]);
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

  const python = (script, parameters = [], more = {}) =>
    run(bin('python'), [path.join(here, script), ...parameters], { env: { ...env, ...more }, cwd: work });
  const check = async (producer, edges) => {
    const missing = await missingEdges(ui, edges);
    if (missing.length > 0) red += 1;
    console.log(missing.length === 0 ? `ok  ${producer}` : `red ${producer}: missing ${missing.join(', ')}`);
  };

  for (const transport of ['http', 'async_http']) {
    await python('python-client.py', [transport]);
    await check(`openlineage-python, ${transport}`, [`copy_by_${transport}.name <- cats.name`]);
  }

  const project = path.join(work, 'dbt');
  fs.cpSync(path.join(here, 'dbt-shop'), project, { recursive: true });
  fs.writeFileSync(
    path.join(work, 'profiles.yml'),
    `shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: '${path.join(work, 'shop.duckdb')}'}\n`,
  );
  await run(bin('dbt-ol'), ['run', '--project-dir', project], {
    env: { ...env, PATH: `${path.join(venv, 'bin')}:${env.PATH}` },
    cwd: project,
  });
  await check('dbt-ol on duckdb', ['revenue.total <- orders.amount']);

  if (withSpark) {
    const { name, version } = sparkListener;
    await run('mvn', [
      '--batch-mode',
      'dependency:copy',
      `-Dartifact=io.openlineage:${name}:${version}`,
      `-DoutputDirectory=${work}`,
    ]);
    await python('spark-shop.py', [], {
      WORK: work,
      OPENLINEAGE_SPARK_JAR: path.join(work, `${name}-${version}.jar`),
    });
    await check('Spark', [
      'turnover.id <- sales.id',
      'turnover.total <- sales.amount',
      'turnover.total <- sales.price',
      'turnover.* <- sales.status',
    ]);
  } else console.log('skipped: Spark, which needs java and mvn');

  if (spec !== null) {
    const file = path.join(work, 'export.ndjson');
    fs.writeFileSync(file, await (await fetch(`${ui}/v1/export?format=openlineage`)).text());
    await python('check-events.py', [spec, file]);
    console.log('ok  the export as OpenLineage');
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
        .filter(({ record }) => record === 'edge' || record === 'influence')
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
