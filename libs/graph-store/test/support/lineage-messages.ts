import { createHash } from 'node:crypto';
import {
  lineageExtracted,
  type Analysis,
  type CatalogObserved,
  type CatalogTable,
  type DatasetName,
  type LineageExtracted,
  type OutputEffect,
} from '@tributary/contracts';

export const namespace = 'redshift://shop.eu-west-1:5439';
const source = { kind: 'redshift', id: 'redshift:shop', namespace } as const;

/** `orders` → the name of `dev.mart.orders`. */
export const table = (name: string): DatasetName => ({ namespace, name: `dev.mart.${name}` });

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface StatementSpec {
  /** Stands for the statement's text: statements of one text share their hash. */
  readonly sql: string;
  /** `t`, or `#t` for a temp table, with what is done to it. */
  readonly output?: readonly [table: string, effect: OutputEffect];
  /** `t.a <- s.b`: a value flows; `t.a <= s.b`: aggregated; `t <~ s.c`: decides about the whole. */
  readonly edges?: readonly string[];
  readonly reads?: readonly string[];
  /** Columns of `output` that the statement makes; null: a star that could not be expanded. */
  readonly defines?: readonly string[] | null;
  readonly rename?: readonly [from: string, to: string];
  /** Schemas that were asked for. */
  readonly consulted?: Readonly<Record<string, readonly string[] | null>>;
  readonly tempTables?: readonly string[];
  readonly engineVersion?: string;
}

export interface RunSpec {
  readonly id: string;
  /** Seconds of the day: `10` → 2026-03-01T08:00:10Z. */
  readonly at: number;
  readonly session?: string;
  readonly status?: 'success' | 'failed' | 'canceled' | 'running';
  readonly transaction?: 'unknown' | 'committed' | 'rolled-back';
  readonly day?: string;
  readonly origin?: 'history' | 'view-definition';
  /** What the warehouse says it read and wrote: `orders -> daily`, several with commas. */
  readonly touched?: string;
}

/** A statement's result as the parser worker sends it. */
export function statement(spec: StatementSpec, ...runs: RunSpec[]): LineageExtracted {
  const datasets: { namespace: string; name: string; temp: boolean }[] = [];
  const indexOf = (name: string): number => {
    const dataset = name.startsWith('#') ? { namespace, name, temp: true } : { ...table(name), temp: false };
    const found = datasets.findIndex((each) => each.name === dataset.name);
    return found >= 0 ? found : datasets.push(dataset) - 1;
  };
  const end = (written: string): { dataset: number; column: string } => {
    const [name, column] = written.split('.') as [string, string];
    return { dataset: indexOf(name), column };
  };

  const outputs = spec.output ? [{ dataset: indexOf(spec.output[0]), effect: spec.output[1] }] : [];
  const columns: Analysis['columns'] = [];
  const influences: Analysis['influences'] = [];
  for (const edge of spec.edges ?? []) {
    const [to, arrow, from] = edge.split(' ') as [string, string, string];
    if (arrow === '<~') {
      const sourceColumn = { ...end(from), kinds: ['FILTER' as const], masking: false };
      influences.push({
        dataset: indexOf(to),
        columns: null,
        source: sourceColumn,
        span: { start: 3, end: 4 },
      });
      continue;
    }
    const kinds = [arrow === '<=' ? ('AGGREGATION' as const) : ('IDENTITY' as const)];
    const source = { ...end(from), kinds, masking: false };
    const known = columns.find(
      (each) => datasets[each.dataset]!.name.endsWith(to.split('.')[0]!) && each.column === to.split('.')[1],
    );
    if (known) known.sources.push(source);
    else
      columns.push({ ...end(to), sources: [source], expression: { text: from, span: { start: 1, end: 2 } } });
  }
  const consulted = Object.entries(spec.consulted ?? {}).map(([name, found]) => ({
    dataset: indexOf(name),
    columns: found === null ? null : [...found],
  }));
  const context = { dialect: 'redshift', database: 'dev', searchPath: ['mart'] };
  const tempTables = [...(spec.tempTables ?? [])];
  const engineVersion = spec.engineVersion ?? '1.0.0';
  return lineageExtracted.parse({
    type: 'lineage-extracted',
    version: 1,
    source,
    analysis: {
      key: hash(JSON.stringify([spec.sql, context, tempTables, spec.consulted, engineVersion])),
      sqlHash: hash(spec.sql),
      shapeHash: hash(spec.sql),
      sql: spec.sql,
      ...context,
      tempTables,
      engineVersion,
      statementKind: spec.output?.[1] === 'define' ? 'CREATE VIEW' : 'INSERT',
      rung: 'native',
      confidence: { level: 'high', reasons: [] },
      inputs: (spec.reads ?? []).map(indexOf),
      outputs,
      columns,
      influences,
      definedColumns:
        spec.defines === undefined || !spec.output
          ? []
          : [
              {
                dataset: indexOf(spec.output[0]),
                columns: spec.defines?.map((name) => ({ name, type: 'varchar' })) ?? null,
              },
            ],
      schemaChanges: spec.rename
        ? [{ kind: 'rename-table', from: indexOf(spec.rename[0]), to: indexOf(spec.rename[1]) }]
        : [],
      consulted,
      diagnostics: [],
      datasets,
    },
    executions: runs.map((run) => ({
      executionId: run.id,
      origin: run.origin ?? 'history',
      sessionId: run.session ?? null,
      transactionId: null,
      order: 0,
      startedAt: instant(run.day, run.at),
      endedAt: instant(run.day, run.at + 1),
      user: 'etl',
      label: null,
      status: run.status ?? 'success',
      transaction: run.transaction ?? 'committed',
      textFlags: [],
      ...(run.touched !== undefined && { tablesTouched: touched(run.touched) }),
    })),
  });
}

function touched(written: string): { reads: string[]; writes: string[] } {
  const [reads, writes] = written
    .split('->')
    .map((list) => list.split(',').flatMap((name) => (name.trim() === '' ? [] : table(name.trim()).name)));
  return { reads: reads!, writes: writes! };
}

/** A catalog snapshot: tables with their columns. */
export const catalog = (
  at: number,
  tables: Readonly<Record<string, readonly string[]>>,
  more: Partial<CatalogTable> = {},
): CatalogObserved => ({
  type: 'catalog-observed',
  version: 1,
  source,
  runId: `run-${at}`,
  observedAt: instant(undefined, at),
  tables: Object.entries(tables).map(([name, columns]) => ({
    dataset: table(name),
    tableType: 'table',
    columns: columns.map((column) => ({ name: column, type: 'varchar', partitionKey: false })),
    location: null,
    linkTo: null,
    owner: null,
    description: null,
    ...more,
  })),
  externalSchemas: [],
  datashares: [],
  searchPaths: [],
});

const instant = (day = '2026-03-01', seconds: number): string =>
  new Date(Date.parse(`${day}T08:00:00Z`) + seconds * 1_000).toISOString();
