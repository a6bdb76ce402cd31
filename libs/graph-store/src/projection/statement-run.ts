import type { Analysis, DatasetRef } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { momentOf, type Moment } from './moment';

/** An analysis as the store keeps it: without its text. */
export type StoredAnalysis = Omit<Analysis, 'sql'> & {
  /** Indexes of datasets that the warehouse read and the text does not show; see `withSeenTables`. */
  readonly missed?: readonly number[];
};

/** One run of one statement: who it was and when. */
export interface RunHeader {
  readonly sourceId: string;
  readonly sourceKind: string;
  readonly executionId: string;
  readonly origin: string;
  readonly sessionId: string | null;
  readonly position: number;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** An execution that took effect (successful, not rolled back), with the analysis that holds for it. */
export interface StatementRun extends RunHeader {
  readonly analysis: StoredAnalysis;
}

/** The key of an execution within all sources. */
export const executionKey = (run: Pick<RunHeader, 'sourceId' | 'executionId'>): string =>
  `${run.sourceId}\n${run.executionId}`;

/** When a run counts: a view definition read from a catalog holds until its last sighting, so that counts; a statement counts from its start. */
export const momentOfRun = (run: Pick<RunHeader, 'origin' | 'startedAt' | 'endedAt' | 'position'>): Moment =>
  momentOf(instantOfRun(run), run.position);

const instantOfRun = (run: Pick<RunHeader, 'origin' | 'startedAt' | 'endedAt'>): string =>
  run.origin === 'view-definition' ? run.endedAt : run.startedAt;

/** Since when what a run did has held: unlike `momentOfRun`, the same however often a catalog shows a definition again. */
export const startOfRun = (run: Pick<RunHeader, 'startedAt' | 'position'>): Moment =>
  momentOf(run.startedAt, run.position);

/** The key of a session within all sources; null outside of sessions. */
export const sessionKey = (run: Pick<RunHeader, 'sourceId' | 'sessionId'>): string | null =>
  run.sessionId === null ? null : `${run.sourceId}\n${run.sessionId}`;

/** The last part of a name, by which a session knows its temp tables: `dev.pg_temp.totals` → `totals`. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The key of what a statement names: the name itself, or for a temp table the name within its session. */
export function keyOf(dataset: DatasetRef, run: Pick<RunHeader, 'sourceId' | 'sessionId'>): string {
  if (!dataset.temp) return nameKey(dataset);
  return tempKey(sessionKey(run) ?? run.sourceId, dataset.name);
}

/** The key of a temp table of a session. */
export const tempKey = (session: string, name: string): string =>
  nameKey({ namespace: `temp:${session}`, name: lastPart(name) });

/** Total order of runs: by moment, then by identity. Sorting asks thousands of times a run, so moments are compared in parts, not made. */
export function compareRuns(a: RunHeader, b: RunHeader): number {
  return (
    compareText(instantOfRun(a), instantOfRun(b)) ||
    a.position - b.position ||
    compareText(a.sourceId, b.sourceId) ||
    compareText(a.executionId, b.executionId)
  );
}

/** Code unit order, the same everywhere. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
