import countAnalyses from '../statements/count-analyses-to-reparse.sql';
import type { Queryable } from '../store/database';
import { selectionParameters, type ReparseSelection } from './reparse-selection';

/** How many statements of one source were read by one engine in one way. */
export interface ReparseCount {
  readonly engine: string;
  readonly source: string;
  readonly rung: string;
  readonly statements: number;
}

/** Counts what `reparse` would ask for; writes nothing. Throws UnclearDataset. */
export async function planReparse(database: Queryable, selection: ReparseSelection): Promise<ReparseCount[]> {
  return await database.query<ReparseCount>(countAnalyses, [
    ...(await selectionParameters(database, selection)),
  ]);
}
