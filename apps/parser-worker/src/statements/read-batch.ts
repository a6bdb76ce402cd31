import type { Catalog } from '@tributary/catalog';
import type { Analysis, LineageExtracted, ObservedStatement, QueryObserved } from '@tributary/contracts';
import { ParseTimeout, type Engine } from '../engine/engine';
import { groupResults } from './group-results';
import { SessionEvidence } from './session-evidence';
import { lookUpTables, type StatementTables } from './statement-tables';

/** A statement that the kill timer ended. */
export interface TimedOut {
  readonly executionId: string;
  readonly reason: string;
}

export interface BatchResult {
  readonly messages: readonly LineageExtracted[];
  readonly timedOut: readonly TimedOut[];
}

/** Reads a batch of statements: one result per statement, whatever it says, grouped by what it comes to. */
export async function readBatch(
  batch: QueryObserved,
  engine: Engine,
  catalog: Catalog,
): Promise<BatchResult> {
  const tables = await lookUpTables(batch, engine, catalog);
  const results = new Array<Analysis | undefined>(batch.statements.length);
  const timedOut: TimedOut[] = [];

  // Within a session in order, for a statement may need what the one before it made; sessions side by side.
  await Promise.all(
    sessionsOf(batch).map(async (session) => {
      const evidence = new SessionEvidence();
      for (const index of session) {
        const statement = batch.statements[index]!;
        try {
          const analysis = await read(batch, statement, tables[index]!, evidence, engine);
          results[index] = analysis;
          evidence.follow(statement, analysis);
        } catch (error) {
          if (!(error instanceof ParseTimeout)) throw error;
          timedOut.push({ executionId: statement.executionId, reason: error.message });
        }
      }
    }),
  );
  return { messages: groupResults(batch, results), timedOut };
}

/** The writer's own requests say which temp tables there are, and ask about one statement at a time. */
const isReparse = (batch: QueryObserved): boolean => batch.runId.startsWith('reparse:');

async function read(
  batch: QueryObserved,
  statement: ObservedStatement,
  tables: StatementTables,
  evidence: SessionEvidence,
  engine: Engine,
): Promise<Analysis> {
  const { sql, sqlHash, dialect, database, searchPath } = statement;
  const tempTables = isReparse(batch)
    ? statement.tempTables
    : evidence.tempTables([...statement.tempTables, ...tables.tempTables()]);
  return await engine.run({
    kind: 'analyze',
    request: {
      source: batch.source,
      sql,
      sqlHash,
      dialect,
      database,
      searchPath,
      tempTables,
      known: tables.known(evidence),
    },
  });
}

/** Indexes of the statements, session by session; without a session, or asked for by the writer, each stands alone. */
function sessionsOf(batch: QueryObserved): number[][] {
  const sessions = new Map<string, number[]>();
  batch.statements.forEach(({ sessionId }, index) => {
    const key = sessionId === null || isReparse(batch) ? `\n${index}` : sessionId;
    const session = sessions.get(key);
    if (session === undefined) sessions.set(key, [index]);
    else session.push(index);
  });
  return [...sessions.values()];
}
