import type { Analysis, DatasetName, Execution, LineageExtracted } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { inputsOf } from '../projection/analysis-inputs';
import type { SeenTables } from '../projection/compare-tables';
import type { StoredAnalysis } from '../projection/statement-run';
import { linkRows, locationName, nameRow } from './alias-rows';
import { contentHash } from './content-hash';
import { toInstant } from './instant';
import type {
  AnalysisDatasetRow,
  ExecutionRow,
  NameLinkRow,
  ObservationRows,
  StatementTablesRow,
} from './observation-rows';

/** One statement's result and its executions as rows. */
export function rowsOfLineage(message: LineageExtracted): Partial<ObservationRows> {
  const { analysis, source } = message;
  const { sql, ...body } = analysis;
  const permanent = analysis.datasets.filter((dataset) => !dataset.temp);
  const touched = tablesOf(message);
  return {
    source: [{ source_id: source.id, kind: source.kind, namespace: source.namespace }],
    dataset_name: [
      ...permanent.map(nameRow),
      ...locationsOf(analysis).map(([, path]) => nameRow(path)),
      ...touched.flatMap(namesIn).map(nameRow),
    ],
    statement_text: [{ sql_hash: analysis.sqlHash, text_hash: contentHash(sql), sql }],
    analysis: [
      {
        analysis_key: analysis.key,
        source_id: source.id,
        sql_hash: analysis.sqlHash,
        shape_hash: analysis.shapeHash,
        context_key: contextKey(analysis),
        engine_version: analysis.engineVersion,
        statement_kind: analysis.statementKind,
        rung: analysis.rung,
        confidence: analysis.confidence.level,
        uses_temp: analysis.datasets.some((dataset) => dataset.temp),
        text_hash: contentHash(sql),
        body,
      },
    ],
    analysis_dataset: datasetsOf(analysis),
    name_link: linksOf(analysis),
    execution: message.executions.map((execution) => executionRow(execution, analysis, source.id)),
    statement_tables: touched,
  };
}

/** What a statement's meaning depends on besides its text, its session and the schemas. */
export const contextKey = (context: Pick<Analysis, 'dialect' | 'database' | 'searchPath'>): string =>
  contentHash([context.dialect, context.database, context.searchPath]);

/** The permanent names of an analysis, with what it does to each. */
export function datasetsOf(analysis: StoredAnalysis): AnalysisDatasetRow[] {
  const changed = analysis.schemaChanges.flatMap((change) =>
    change.kind === 'rename-table' || change.kind === 'append-table'
      ? [change.from, change.to]
      : [change.dataset],
  );
  const reads = inputsOf(analysis);
  const writes = new Set([...analysis.outputs.map((output) => output.dataset), ...changed]);
  for (const defined of analysis.definedColumns) writes.add(defined.dataset);
  const consults = new Set(analysis.consulted.map((each) => each.dataset));
  const rows = new Map<string, AnalysisDatasetRow>();
  analysis.datasets.forEach((dataset, index) => {
    if (dataset.temp) return;
    const key = nameKey(dataset);
    const before = rows.get(key);
    rows.set(key, {
      analysis_key: analysis.key,
      name_key: key,
      reads: reads.has(index) || (before?.reads ?? false),
      writes: writes.has(index) || (before?.writes ?? false),
      consults: consults.has(index) || (before?.consults ?? false),
    });
  });
  return [...rows.values()];
}

/** The sets of tables that the warehouse says the statement touched, each once however many runs did. */
function tablesOf({ analysis, source, executions }: LineageExtracted): StatementTablesRow[] {
  const statement = { source_id: source.id, sql_hash: analysis.sqlHash, context_key: contextKey(analysis) };
  const sets = new Map<string, StatementTablesRow>();
  for (const { tablesTouched, status } of executions) {
    if (tablesTouched === undefined || status !== 'success') continue;
    const reads = [...new Set(tablesTouched.reads)].sort();
    const writes = [...new Set(tablesTouched.writes)].sort();
    const hash = contentHash([source.namespace, reads, writes]);
    sets.set(hash, { ...statement, tables_hash: hash, namespace: source.namespace, reads, writes });
  }
  return [...sets.values()];
}

/** The tables of a set as names of datasets. */
const namesIn = ({ namespace, reads, writes }: SeenTables): DatasetName[] =>
  [...reads, ...writes].map((name) => ({ namespace, name }));

function linksOf(analysis: Analysis): NameLinkRow[] {
  const key = (index: number): string | null => {
    const dataset = analysis.datasets[index];
    return dataset === undefined || dataset.temp ? null : nameKey(dataset);
  };
  const pairs = analysis.schemaChanges.flatMap((change): [string | null, string | null][] =>
    change.kind === 'rename-table' ? [[key(change.from), key(change.to)]] : [],
  );
  for (const [dataset, path] of locationsOf(analysis)) pairs.push([key(dataset), nameKey(path)]);
  return pairs.flatMap(([a, b]) => (a === null || b === null ? [] : linkRows(a, b)));
}

function locationsOf(analysis: Analysis): [number, { namespace: string; name: string }][] {
  return analysis.schemaChanges.flatMap((change): [number, { namespace: string; name: string }][] => {
    const path = change.kind === 'set-location' ? locationName(change.location) : null;
    return change.kind === 'set-location' && path !== null ? [[change.dataset, path]] : [];
  });
}

function executionRow(execution: Execution, analysis: Analysis, sourceId: string): ExecutionRow {
  const facts = {
    source_id: sourceId,
    execution_id: execution.executionId,
    sql_hash: analysis.sqlHash,
    context_key: contextKey(analysis),
    dialect: analysis.dialect,
    database: analysis.database,
    search_path: analysis.searchPath,
    origin: execution.origin,
    session_id: execution.sessionId,
    transaction_id: execution.transactionId,
    position: execution.order,
    started_at: toInstant(execution.startedAt),
    ended_at: toInstant(execution.endedAt),
    user_name: execution.user,
    label: execution.label,
    text_flags: [...execution.textFlags].sort(),
  };
  // A finished reading beats one taken while it ran, then the later end, then the content: a total order, so that arrival cannot matter.
  const final = execution.status === 'running' ? 0 : 1;
  return {
    ...facts,
    status: execution.status,
    transaction_state: execution.transaction,
    reading: `${final} ${facts.ended_at} ${contentHash(facts)}`,
  };
}
