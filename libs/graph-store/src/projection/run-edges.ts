import { contractSession, type SessionRun } from './contract-temp';
import { lookUpSchema, resolveColumn, resolveName, type NameState } from './name-state';
import { instantOf } from './moment';
import { statementEdges, type StatementEdge } from './statement-edges';
import { executionKey, keyOf, momentOfRun, sessionKey, type StatementRun } from './statement-run';

type StateOf = (key: string) => NameState | undefined;

export const usesTemp = (run: StatementRun): boolean => run.analysis.datasets.some((dataset) => dataset.temp);

/**
 * The edges of each run, by `executionKey`: their sources under the names their tables have now, and temp tables passed through. `runs` must be
 * in order, and hold every run of a session that uses temp tables, of each session of which it holds one.
 */
export function runEdges(
  runs: readonly StatementRun[],
  stateOf: StateOf,
): Map<string, readonly StatementEdge[]> {
  const edges = new Map<string, readonly StatementEdge[]>();
  const sessions = new Map<string, SessionRun[]>();
  const settled = new Map<string, readonly StatementEdge[]>();
  for (const run of runs) {
    if (usesTemp(run)) {
      const key = sessionKey(run) ?? `\n${executionKey(run)}`;
      const session = sessions.get(key) ?? [];
      sessions.set(key, session);
      session.push({ run, edges: withSources(run, stateOf) });
      continue;
    }
    // Most statements run many times and name tables that never moved: their edges are always the same.
    const moves = run.analysis.datasets.some((dataset) => stateOf(keyOf(dataset, run))?.segments.length);
    const constant = !moves && run.analysis.schemaChanges.length === 0;
    const known = constant ? settled.get(run.analysis.key) : undefined;
    const own = known ?? withSources(run, stateOf);
    if (constant) settled.set(run.analysis.key, own);
    edges.set(executionKey(run), own);
  }
  for (const session of sessions.values()) {
    for (const [key, contracted] of contractSession(session)) edges.set(key, contracted);
  }
  return edges;
}

function withSources(run: StatementRun, stateOf: StateOf): StatementEdge[] {
  const moment = momentOfRun(run);
  const temps = new Set(
    run.analysis.datasets.filter((dataset) => dataset.temp).map((dataset) => keyOf(dataset, run)),
  );
  const columnsOf = (key: string): readonly string[] | null =>
    lookUpSchema(stateOf(key), {
      at: instantOf(moment),
      position: run.position,
      session: sessionKey(run),
    })?.columns.map((column) => column.name) ?? null;
  return statementEdges(run, columnsOf).map((edge) => {
    const { key, column } = edge.from;
    if (temps.has(key)) return edge;
    const state = stateOf(key);
    const from = {
      key: resolveName(state, key, moment),
      column: resolveColumn(state, column, moment).column,
    };
    return { ...edge, from };
  });
}
