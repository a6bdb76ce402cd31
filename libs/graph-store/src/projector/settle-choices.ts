import { chooseSession } from '../projection/choose-session';
import type { NameState } from '../projection/name-state';
import {
  compareRuns,
  executionKey,
  keyOf,
  sessionKey,
  type StoredAnalysis,
} from '../projection/statement-run';
import { nameKey } from '../name-key';
import selectCandidates from '../statements/select-candidates.sql';
import selectTempSessions from '../statements/select-temp-sessions.sql';
import type { Observed, StoredExecution } from './observed';
import { storeChoices, type Decided } from './store-choices';
import { storeComparisons } from './store-comparisons';
import { storeStates } from './store-states';
import { addAll, type Work } from './work';

/** Chooses anew for the executions at hand and their sessions; what they write, or wrote until now, becomes work. */
export async function settleChoices(observed: Observed, work: Work): Promise<void> {
  const asked = await observed.executions(work.executions);
  work.executions.clear();
  const executions = await withTempSessions(observed, asked);
  if (executions.length === 0) return;

  const candidates = await loadCandidates(observed, executions);
  await loadNeededStates(observed, [...candidates.values()].flat());
  const decided: Decided[] = [];
  const temps = new Map<string, NameState | null>();
  for (const session of bySession(executions)) {
    const chosen = chooseSession(
      session
        .filter((run) => run.effective && candidates.has(statementKey(run)))
        .map((run) => ({ run, candidates: candidates.get(statementKey(run))! })),
      observed.state,
    );
    for (const [key, state] of chosen.temps) temps.set(key, state);
    for (const execution of session) {
      decided.push({ execution, choice: chosen.choices.get(executionKey(execution)) ?? null });
    }
  }
  await observed.loadAnalyses(executions.flatMap(({ analysisKey }) => analysisKey ?? []));
  forgetOldTemps(observed, executions, temps);
  await storeStates(observed, temps);
  const changed = await storeChoices(observed, decided);
  await storeComparisons(
    observed,
    decided.flatMap(({ choice }) => choice?.analysisKey ?? []),
  );
  spread(observed, work, changed, executions);
  work.told.clear();
}

/** What a statement means may hang on every temp table of its session, so such sessions are chosen for whole. */
async function withTempSessions(
  observed: Observed,
  asked: readonly StoredExecution[],
): Promise<StoredExecution[]> {
  const inSession = asked.filter((execution) => execution.sessionId !== null);
  const rows = await observed.transaction.query<{ source_id: string; execution_id: string }>(
    selectTempSessions,
    [inSession.map((each) => each.sourceId), inSession.map((each) => each.sessionId)],
  );
  const known = new Set(asked.map(executionKey));
  const others = rows
    .map((row) => executionKey({ sourceId: row.source_id, executionId: row.execution_id }))
    .filter((key) => !known.has(key));
  return [...asked, ...(await observed.executions(others))];
}

const statementKey = (of: Pick<StoredExecution, 'sourceId' | 'sqlHash' | 'contextKey'>): string =>
  `${of.sourceId}\n${of.sqlHash}\n${of.contextKey}`;

async function loadCandidates(
  observed: Observed,
  executions: readonly StoredExecution[],
): Promise<Map<string, StoredAnalysis[]>> {
  const statements = [...new Map(executions.map((each) => [statementKey(each), each])).values()];
  const rows = await observed.transaction.query<{
    source_id: string;
    sql_hash: string;
    context_key: string;
    analysis_key: string;
  }>(selectCandidates, [
    statements.map((each) => each.sourceId),
    statements.map((each) => each.sqlHash),
    statements.map((each) => each.contextKey),
  ]);
  await observed.loadAnalyses(rows.map((row) => row.analysis_key));
  const candidates = new Map<string, StoredAnalysis[]>();
  for (const row of rows) {
    const key = statementKey({
      sourceId: row.source_id,
      sqlHash: row.sql_hash,
      contextKey: row.context_key,
    });
    candidates.set(key, [...(candidates.get(key) ?? []), observed.parsed(row.analysis_key)]);
  }
  return candidates;
}

async function loadNeededStates(observed: Observed, analyses: readonly StoredAnalysis[]): Promise<void> {
  await observed.loadStates(
    analyses.flatMap(({ consulted, datasets }) =>
      consulted.flatMap(({ dataset }) => (datasets[dataset]!.temp ? [] : [nameKey(datasets[dataset]!)])),
    ),
  );
}

function bySession(executions: readonly StoredExecution[]): StoredExecution[][] {
  const sessions = new Map<string, StoredExecution[]>();
  for (const execution of [...executions].sort(compareRuns)) {
    // Outside of sessions each run is on its own.
    const key = sessionKey(execution) ?? `\n${executionKey(execution)}`;
    const session = sessions.get(key);
    if (session) session.push(execution);
    else sessions.set(key, [execution]);
  }
  return [...sessions.values()];
}

/** Temp tables that only the former choices knew of mean nothing any more. */
function forgetOldTemps(
  observed: Observed,
  executions: readonly StoredExecution[],
  temps: Map<string, NameState | null>,
): void {
  for (const execution of executions) {
    if (execution.analysisKey === null || execution.sessionId === null) continue;
    for (const dataset of observed.analysis(execution.analysisKey).datasets) {
      const key = keyOf(dataset, execution);
      if (dataset.temp && !temps.has(key)) temps.set(key, null);
    }
  }
}

function spread(
  observed: Observed,
  work: Work,
  changed: readonly Decided[],
  executions: readonly StoredExecution[],
): void {
  const choices = new Map(executions.map((each) => [executionKey(each), each.analysisKey]));
  for (const { execution, choice } of changed) {
    for (const key of [execution.analysisKey, choice?.analysisKey ?? null]) {
      if (key === null) continue;
      const { reads, writes } = observed.touched(key);
      addAll(work.names, writes);
      addAll(work.targets, [...reads, ...writes]);
    }
    choices.set(executionKey(execution), choice?.analysisKey ?? null);
  }
  const stirred = new Set(
    [
      ...executions.filter((each) => work.told.has(executionKey(each))),
      ...changed.map(({ execution }) => execution),
    ].flatMap((each) => sessionKey(each) ?? []),
  );
  for (const execution of executions) {
    const key = choices.get(executionKey(execution)) ?? null;
    if (key === null) continue;
    const { reads, writes } = observed.touched(key);
    if (work.told.has(executionKey(execution))) {
      addAll(work.names, writes);
      addAll(work.targets, [...reads, ...writes]);
    } else if (stirred.has(sessionKey(execution) ?? '')) addAll(work.targets, writes);
  }
}
