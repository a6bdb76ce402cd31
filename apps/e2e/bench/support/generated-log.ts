import { hash as digest } from 'node:crypto';
import type { CatalogObserved, LineageExtracted, LineageQueueMessage } from '@tributary/contracts';

const namespace = 'redshift://bench.eu-west-1:5439';
const source = { kind: 'redshift', id: 'redshift:bench', namespace } as const;

const COLUMNS = 20;
const TABLES = 600;
/** Different statements that write one table. */
const WRITERS = 4;

const table = (index: number) => ({ namespace, name: `dev.mart.table_${index}` });
const columns = Array.from({ length: COLUMNS }, (_, i) => `column_${i}`);
const hash = (text: string): string => digest('sha256', text);
const instant = (second: number): string =>
  new Date(Date.parse('2026-03-01T00:00:00Z') + second * 1_000).toISOString();

/**
 * A warehouse's log: `runs` runs of 2,400 statements over 600 tables, a message each, as a schedule repeats them; before them what a catalog
 * shows of the tables. Each statement moves twenty columns from one table to another and filters by two of a third.
 */
export function* generateLog(runs: number): Generator<LineageQueueMessage> {
  for (let index = 0; index < TABLES; index += 50) yield catalog(index, index + 50);
  for (let run = 0; run < runs; run += 1) yield insertion(run % (TABLES * WRITERS), run);
}

const catalog = (from: number, until: number): CatalogObserved => ({
  type: 'catalog-observed',
  version: 1,
  source,
  runId: 'catalog',
  observedAt: instant(0),
  tables: Array.from({ length: until - from }, (_, i) => ({
    dataset: table(from + i),
    tableType: 'table',
    columns: columns.map((name) => ({ name, type: 'character varying(256)', partitionKey: false })),
    location: null,
    linkTo: null,
    owner: 'etl',
    description: null,
  })),
  externalSchemas: [],
  datashares: [],
  searchPaths: [],
});

function insertion(statement: number, run: number): LineageExtracted {
  const to = statement % TABLES;
  // Of earlier tables, so that there are no cycles; the first ones feed themselves.
  const from = Math.floor((to * ((statement * 7919 + Math.floor(statement / TABLES) * 37) % 100)) / 100);
  const filter = Math.floor(from / 2);
  const sql = `insert into mart.table_${to} select ${columns.join(', ')} from mart.table_${from} /* ${statement} */`;
  return {
    type: 'lineage-extracted',
    version: 1,
    source,
    analysis: {
      key: hash(`key ${statement}`),
      sqlHash: hash(sql),
      shapeHash: hash(sql),
      sql,
      dialect: 'redshift',
      database: 'dev',
      searchPath: ['mart'],
      tempTables: [],
      engineVersion: '1.0.0',
      statementKind: 'INSERT',
      rung: 'native',
      confidence: { level: 'high', reasons: [] },
      datasets: [
        { ...table(to), temp: false },
        { ...table(from), temp: false },
        { ...table(filter), temp: false },
      ],
      inputs: [1, 2],
      outputs: [{ dataset: 0, effect: 'append' }],
      columns: columns.map((column) => ({
        dataset: 0,
        column,
        sources: [{ dataset: 1, column, kinds: ['IDENTITY'], masking: false }],
        expression: { text: column, span: { start: sql.indexOf(column), end: sql.indexOf(column) + 8 } },
      })),
      influences: columns.slice(0, 2).map((column) => ({
        dataset: 0,
        columns: null,
        source: { dataset: 2, column, kinds: ['FILTER'], masking: false },
        span: { start: 0, end: 6 },
      })),
      definedColumns: [],
      schemaChanges: [],
      consulted: [{ dataset: 1, columns }],
      diagnostics: [],
    },
    executions: [
      {
        executionId: `run-${run}`,
        origin: 'history',
        sessionId: `session-${run % 50}`,
        transactionId: null,
        order: run,
        startedAt: instant(60 + run),
        endedAt: instant(65 + run),
        user: 'etl',
        label: null,
        status: 'success',
        transaction: 'committed',
        textFlags: [],
      },
    ],
  };
}
