// node libs/sql-lineage/tools/table-agreement.mjs: on how many of the published Redshift and Athena statements that carry lineage
// our tables are those of @polyglot-sql/sdk's tree, where both read the statement. Every other one must stand with its reason in
// docs/corpus-differences.md; a statement that does not, or agreement below the floor, fails. `--list` prints both sides.
import { init, parse } from '@polyglot-sql/sdk';
import { build } from 'esbuild';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const FLOOR = 99;
const room = path.join(import.meta.dirname, '..');
const corpus = path.join(room, '..', '..', '..', 'shared', 'corpus', 'sql');
if (!fs.existsSync(corpus)) {
  console.log('Nothing compared: the corpus is not beside this checkout.');
  process.exit(0);
}

const bearing = new Set(
  'select select_cte ctas insert_select create_view merge update_from delete_using unload copy select_into'.split(
    ' ',
  ),
);
const explained = fs.readFileSync(path.join(room, 'docs', 'corpus-differences.md'), 'utf8');
const { analyze } = await engine();
await init();

let red = 0;
for (const warehouse of ['redshift', 'athena']) {
  let compared = 0;
  const differing = [];
  for (const { id, kind, sql } of readLines(`${warehouse}.jsonl`)) {
    if (!bearing.has(kind)) continue;
    const tree = parse(sql, warehouse);
    const lineage = analyze(sql, { dialect: warehouse });
    // A `command` is the text as it stands: the other parser has not read it (UNLOAD, USING EXTERNAL FUNCTION).
    if (!tree.success || tree.ast[0]?.command !== undefined || lineage.rung !== 'native') continue;
    compared += 1;
    const theirs = tablesOf(tree.ast);
    const ours = new Set(
      [...lineage.inputs, ...lineage.outputs.map((o) => o.table)]
        .filter((table) => table.kind === 'table')
        .map((table) => table.name.toLowerCase()),
    );
    if (ours.size === theirs.size && [...ours].every((name) => theirs.has(name))) continue;
    differing.push(id);
    if (process.argv.includes('--list'))
      console.log(`${id}: only ours ${minus(ours, theirs)}; only theirs ${minus(theirs, ours)}`);
  }
  const agreement = (100 * (compared - differing.length)) / compared;
  const silent = differing.filter((id) => !explained.includes(id));
  if (agreement < FLOOR || silent.length > 0) red += 1;
  console.log(
    `${agreement < FLOOR ? 'not ok' : 'ok'} ${warehouse}: the tables agree on ${agreement.toFixed(2)} % of ${compared} statements (floor ${FLOOR} %)`,
  );
  for (const id of silent) console.log(`not ok ${id} differs without a reason in docs/corpus-differences.md`);
}
process.exit(red === 0 ? 0 : 1);

function minus(some, others) {
  return [...some].filter((name) => !others.has(name)).join(', ') || '-';
}

function readLines(name) {
  const text = fs.readFileSync(path.join(corpus, name), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The engine as it stands in src. */
async function engine() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tributary-engine-'));
  const outfile = path.join(folder, 'engine.cjs');
  await build({
    entryPoints: [path.join(room, 'src', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['@tributary/source'],
    logLevel: 'warning',
  });
  try {
    return createRequire(import.meta.url)(outfile);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The last parts of the names of tables in a tree; a common table is none where its WITH is in sight. */
function tablesOf(tree) {
  const found = new Map();
  const aliases = new Set();
  walk(tree, new Set());
  // `FROM customers c, c.orders o` reads an array of a relation, which the other tree has as a table of schema c.
  return new Set([...found].filter(([, schema]) => !aliases.has(schema)).map(([name]) => name));

  function walk(node, common) {
    if (Array.isArray(node)) {
      for (const each of node) walk(each, common);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const inner = new Set(common);
    for (const cte of node.with?.ctes ?? []) if (textOf(cte.alias) !== null) inner.add(textOf(cte.alias));
    // A reference to a table is an identifier with a place for its schema, whatever it hangs on.
    const name = 'schema' in node && 'catalog' in node ? textOf(node.name) : null;
    if (name !== null && name !== '' && (node.schema !== null || !inner.has(name)))
      found.set(name, textOf(node.schema));
    const alias = name === null ? null : textOf(node.alias);
    if (alias !== null) aliases.add(alias);
    for (const value of Object.values(node)) {
      walk(value, inner);
    }
  }
}

function textOf(identifier) {
  return typeof identifier?.name === 'string' ? identifier.name.toLowerCase() : null;
}
