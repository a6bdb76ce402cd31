import type { Catalog, ColumnsRequest, KnownTable } from '@tributary/catalog';
import type { DatasetRef, ObservedStatement, QueryObserved, Source } from '@tributary/contracts';
import type { TableRef } from '@tributary/sql-lineage';
import { ParseTimeout, type Engine } from '../engine/engine';
import { nameTable } from '../engine/name-table';
import type { SessionEvidence } from './session-evidence';

interface Looked {
  readonly table: TableRef;
  readonly dataset: DatasetRef;
  readonly columns: readonly string[] | null;
}

/** What the store knows for one statement. */
export class StatementTables {
  constructor(private readonly looked: readonly Looked[]) {}

  /** Temp tables of the session that earlier batches made. */
  tempTables(): string[] {
    return this.looked.flatMap(({ table, columns }) =>
      table.kind === 'table' && table.temp && columns !== null ? [table.name] : [],
    );
  }

  /** The columns to show to the engine, with what the session's batch has changed since. */
  known(evidence: SessionEvidence): KnownTable[] {
    return this.looked.flatMap(({ table, dataset, columns: stored }) => {
      const columns = evidence.columns(dataset, stored);
      return columns === null ? [] : [{ table, columns }];
    });
  }
}

/** Looks up the tables of all statements of a batch, each as of its own time, with one question to the catalog. */
export async function lookUpTables(
  { source, statements }: QueryObserved,
  engine: Engine,
  catalog: Catalog,
): Promise<StatementTables[]> {
  const tables = await Promise.all(
    statements.map(async (statement) => {
      const required = await requiredBy(statement, engine);
      return withTemps(statement, required).map((table) => ({ table, dataset: nameTable(source, table) }));
    }),
  );
  const answers = await catalog.columns(
    tables.flatMap((of, i) => of.map(({ dataset }) => requestFor(source, statements[i]!, dataset))),
  );
  let next = 0;
  return tables.map((of) => new StatementTables(of.map((each) => ({ ...each, columns: answers[next++]! }))));
}

/** What hangs here hangs in the analysis too, where it is counted: the rest of the batch must not wait for it. */
async function requiredBy(statement: ObservedStatement, engine: Engine): Promise<readonly TableRef[]> {
  try {
    return await engine.run({ kind: 'required-tables', statement: textOf(statement) });
  } catch (error) {
    if (error instanceof ParseTimeout) return [];
    throw error;
  }
}

const textOf = ({ sql, dialect, database, searchPath, tempTables }: ObservedStatement) => ({
  sql,
  dialect,
  database,
  searchPath,
  tempTables,
});

/** Any bare name may mean a temp table that the session made in an earlier batch: both are asked for. Athena has no temp tables. */
function withTemps(statement: ObservedStatement, required: readonly TableRef[]): TableRef[] {
  if (statement.sessionId === null || statement.dialect === 'athena') return [...required];
  const names = new Set(required.flatMap((table) => (table.kind === 'table' ? [table.name] : [])));
  const permanent = required.filter((table) => table.kind !== 'table' || !table.temp);
  const temps = [...names].map((name): TableRef => ({
    kind: 'table',
    database: null,
    schema: null,
    name,
    temp: true,
  }));
  return [...permanent, ...temps];
}

/** As of the moment that the store itself goes by: a view definition holds when it was seen, a statement sees what was there when it started. */
function requestFor(source: Source, statement: ObservedStatement, dataset: DatasetRef): ColumnsRequest {
  return {
    dataset,
    at: statement.origin === 'view-definition' ? statement.endedAt : statement.startedAt,
    position: statement.order,
    sessionId: statement.sessionId,
    sourceId: source.id,
  };
}
