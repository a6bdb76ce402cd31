import { createHash } from 'node:crypto';
import { lineageExtracted, type LineageExtracted } from '@tributary/contracts';
import { type Database, projectPending, storeObservations } from '@tributary/graph-store';

export const namespace = 'redshift://shop.eu-west-1:5439';
export const idOf = (table: string): string => `${namespace}/shop.${table}`;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Stores and projects one INSERT per line: `raw.orders#id -> mart.daily#n` a value flows, `~>` it influences all of the target. */
export async function seedShop(database: Database, lines: readonly string[]): Promise<void> {
  const messages = lines.map((line, index) => insert(line, index));
  await database.transaction((transaction) => storeObservations(transaction, messages));
  while ((await projectPending(database)).more);
}

export const sqlOf = (line: string): string => `insert into … -- ${line}`;

function insert(line: string, index: number): LineageExtracted {
  const [from = '', arrow, to = ''] = line.split(' ');
  const [fromTable, fromColumn = ''] = from.split('#');
  const [toTable, toColumn = ''] = to.split('#');
  const sql = sqlOf(line);
  const direct = arrow === '->';
  const span = { start: 0, end: 6 };
  const source = {
    dataset: 0,
    column: fromColumn,
    kinds: [direct ? ('IDENTITY' as const) : ('FILTER' as const)],
    masking: false,
  };
  return lineageExtracted.parse({
    type: 'lineage-extracted',
    version: 1,
    source: { kind: 'redshift', id: 'redshift:shop', namespace },
    analysis: {
      key: hash(`key of ${sql}`),
      sqlHash: hash(sql),
      shapeHash: hash(sql),
      sql,
      dialect: 'redshift',
      database: 'shop',
      searchPath: ['public'],
      tempTables: [],
      engineVersion: '1.0.0',
      statementKind: 'INSERT',
      rung: 'native',
      confidence: { level: 'high', reasons: [] },
      datasets: [fromTable, toTable].map((table) => ({ namespace, name: `shop.${table}`, temp: false })),
      inputs: [0],
      outputs: [{ dataset: 1, effect: 'append' }],
      columns: direct
        ? [{ dataset: 1, column: toColumn, sources: [source], expression: { text: fromColumn, span } }]
        : [],
      influences: direct ? [] : [{ dataset: 1, columns: null, source, span }],
      definedColumns: [],
      schemaChanges: [],
      consulted: [],
      diagnostics: [],
    },
    executions: [
      {
        executionId: `e${index}`,
        origin: 'history',
        sessionId: null,
        transactionId: null,
        order: 0,
        startedAt: `2026-03-01T08:00:${String(index).padStart(2, '0')}Z`,
        endedAt: `2026-03-01T08:01:${String(index).padStart(2, '0')}Z`,
        user: 'etl',
        label: null,
        status: 'success',
        transaction: 'committed',
        textFlags: [],
      },
    ],
  });
}
