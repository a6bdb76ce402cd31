import type { LineageQueueMessage } from '@tributary/contracts';
import { exportGraph, projectPending, storeObservations, type Database } from '../../src';

/** Stores messages as one batch and projects all that they touch. */
export async function observe(database: Database, ...messages: LineageQueueMessage[]): Promise<void> {
  await database.transaction((transaction) => storeObservations(transaction, messages));
  while ((await projectPending(database)).more);
}

/** The whole export. */
export async function exported(database: Database): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportGraph(database)) lines.push(line);
  return lines;
}

/** Edges as `t.a <- s.b` and `t.* <~ s.c`, sorted; those that are over with their times. */
export async function edges(database: Database): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    `select target.display_name || '.' || to_column.name || case when direct then ' <- ' else ' <~ ' end
            || origin.display_name || '.' || from_column.name
            || case when valid_to is null then '' else to_char(valid_to at time zone 'UTC', ' "until" HH24:MI:SS') end as line
     from column_edge
     join dataset_column from_column on from_column.column_id = from_column_id
     join dataset_column to_column on to_column.column_id = to_column_id
     join dataset origin on origin.dataset_id = from_dataset_id
     join dataset target on target.dataset_id = to_dataset_id
     order by 1`,
  );
  return rows.map((row) => row.line.replaceAll('mart.', ''));
}
