import type { Database, Queryable } from '../store/database';
import deleteDirty from '../statements/delete-dirty.sql';
import selectDirty from '../statements/select-dirty.sql';
import selectStuck from '../statements/select-stuck.sql';
import { blame } from './blame';
import { Observed } from './observed';
import { projectDatasets } from './project-datasets';
import { projectOpenLineageRuns } from './project-openlineage-runs';
import { projectStatementJobs } from './project-statement-jobs';
import { settleChoices } from './settle-choices';
import { settleNames } from './settle-names';
import { storeStuckMarks, stuck, type Stuck } from './stuck';
import { takeProjectionTurn } from './take-projection-turn';
import { workOf, type Mark } from './work-of';
import type { Work } from './work';

export interface ProjectOptions {
  /** How many marks are followed in one transaction. */
  readonly limit?: number;
}

/** What one projection did. */
export interface Projected {
  /** Marks followed; none: there was nothing to do. */
  readonly marks: number;
  /** Names whose datasets were written anew. */
  readonly names: number;
  /** What could not be projected and was put aside; all else was. */
  readonly stuck: readonly Stuck[];
  /** True when more marks wait. */
  readonly more: boolean;
}

// A hot dataset is written anew once per transaction, so few large ones are cheaper than many small ones.
const MARKS_AT_A_TIME = 20_000;
// Names and choices each settle what the other stirs up, later in time each round; this many rounds are a fault of ours.
const MOST_ROUNDS = 10_000;

/** Follows what observations touched: one transaction, one projector at a time, any number of callers. */
export async function projectPending(database: Database, options: ProjectOptions = {}): Promise<Projected> {
  const limit = options.limit ?? MARKS_AT_A_TIME;
  return await database.transaction(async (transaction) => {
    await takeProjectionTurn(transaction);
    const rows = await transaction.query<Mark & { dirty_id: string }>(selectDirty, [limit]);
    const due = await transaction.query<Mark>(selectStuck, [limit]);
    if (rows.length + due.length === 0) return { marks: 0, names: 0, stuck: [], more: false };
    const done = await projectMarks(transaction, distinct([...rows, ...due]), due);
    await transaction.query(deleteDirty, [rows.map((row) => row.dirty_id)]);
    return { marks: rows.length + due.length, ...done, more: rows.length === limit };
  });
}

const distinct = (marks: readonly Mark[]): Mark[] => [
  ...new Map(marks.map(({ kind, key }) => [`${kind} ${key}`, { kind, key }])).values(),
];

async function projectMarks(
  transaction: Queryable,
  marks: readonly Mark[],
  due: readonly Mark[],
): Promise<Pick<Projected, 'names' | 'stuck'>> {
  let names = 0;
  const failed: Stuck[] = [];
  const followed: Mark[] = [...due];
  const blamed = await blame(transaction, marks, async (part) => {
    const observed = new Observed(transaction);
    const work = await workOf(observed, part);
    const told = [...work.told];
    await settle(observed, work);
    const written = await projectDatasets(observed, work.targets);
    await projectOpenLineageRuns(observed, work.runs);
    await projectStatementJobs(observed, told, written.newTexts);
    names += work.targets.size;
    failed.push(...written.stuck);
    followed.push(...written.names.map((key) => ({ kind: 'name', key })));
  });
  failed.push(...blamed.map(({ item, error }) => stuck(item, [], error)));
  await storeStuckMarks(transaction, failed, followed);
  return { names, stuck: failed };
}

async function settle(observed: Observed, work: Work): Promise<void> {
  for (let round = 0; work.names.size > 0 || work.executions.size > 0; round += 1) {
    if (round === MOST_ROUNDS) {
      throw new Error(
        `${work.names.size} names and ${work.executions.size} executions did not settle in ${MOST_ROUNDS} rounds; ` +
          'what a name meant must hang on earlier statements only',
      );
    }
    await settleChoices(observed, work);
    await settleNames(observed, work);
  }
}
