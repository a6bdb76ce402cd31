import type { Analysis, DatasetRef } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { momentOf, type Moment } from './moment';

/** An analysis as the store keeps it: without its text. */
export type StoredAnalysis = Omit<Analysis, 'sql'>;

/** An execution that took effect (successful, not rolled back), with the analysis that holds for it. */
export interface StatementRun {
  readonly sourceId: string;
  readonly sourceKind: string;
  readonly executionId: string;
  readonly origin: string;
  readonly sessionId: string | null;
  readonly position: number;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly analysis: StoredAnalysis;
}

/** When a run counts: a view definition read from a catalog holds until its last sighting, so that counts; a statement counts from its start. */
export const momentOfRun = (
  run: Pick<StatementRun, 'origin' | 'startedAt' | 'endedAt' | 'position'>,
): Moment => momentOf(run.origin === 'view-definition' ? run.endedAt : run.startedAt, run.position);

/** The key of a session within all sources; null outside of sessions. */
export const sessionKey = (run: Pick<StatementRun, 'sourceId' | 'sessionId'>): string | null =>
  run.sessionId === null ? null : `${run.sourceId}\n${run.sessionId}`;

/** The last part of a name, by which a session knows its temp tables: `dev.pg_temp.totals` → `totals`. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The key of what a statement names: the name itself, or for a temp table the name within its session. */
export function keyOf(dataset: DatasetRef, run: Pick<StatementRun, 'sourceId' | 'sessionId'>): string {
  if (!dataset.temp) return nameKey(dataset);
  return tempKey(sessionKey(run) ?? run.sourceId, dataset.name);
}

/** The key of a temp table of a session. */
export const tempKey = (session: string, name: string): string =>
  nameKey({ namespace: `temp:${session}`, name: lastPart(name) });

/** Total order of runs: by moment, then by identity. */
export function compareRuns(a: StatementRun, b: StatementRun): number {
  return (
    compareText(momentOfRun(a), momentOfRun(b)) ||
    compareText(a.sourceId, b.sourceId) ||
    compareText(a.executionId, b.executionId)
  );
}

/** Code unit order, the same everywhere. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
